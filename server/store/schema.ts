// The tables as Kysely sees them. Row types never leave the store.

import type { ColumnType, Generated } from 'kysely'

import type { AuthorNote, BlockRole, Revisions, SourceFormat, Treatment } from '#domain/article.ts'
import type { CheckId, Suggestion } from '#domain/checks/finding.ts'
import type { CheckSettings } from '#domain/checks/settings.ts'
import type { Code } from '#domain/inline.ts'
import type { Role, Scope } from '#domain/people.ts'
import type { QuestionKind, QuestionOutcome } from '#domain/questions.ts'
import type { NameCard, NameKind } from '#domain/names/name-cards.ts'
import type { KeptTranslation, Outdated } from '#domain/source-update/outdated.ts'
import type { AssignedRole, NotificationKind } from '#domain/together.ts'
import type { ReturnCategory, Returned } from '#domain/review.ts'
import type { State, SubState } from '#domain/workflow.ts'
import type { TermClass, TermDraft, TermForms } from '#glossary/term.ts'
import type { TargetLocale } from '#locales/locale.ts'

type Instant = ColumnType<Date, Date | string, Date | string>
/** An instant that the database fills in. */
type Stamp = ColumnType<Date, Date | string | undefined, Date | string>
/** JSON columns are written as text and read as values. */
type Json<T> = ColumnType<T, string, string>

export interface Database {
  setting: SettingTable
  person: PersonTable
  session: SessionTable
  account: AccountTable
  verification: VerificationTable
  rate_limit: RateLimitTable
  project: ProjectTable
  membership: MembershipTable
  invitation: InvitationTable
  sign_in_link: SignInLinkTable
  api_token: ApiTokenTable
  article: ArticleTable
  article_version: ArticleVersionTable
  article_piece: ArticlePieceTable
  block: BlockTable
  segment: SegmentTable
  removed_segment: RemovedSegmentTable
  source_layer: SourceLayerTable
  edition: EditionTable
  translation: TranslationTable
  history: HistoryTable
  idempotency: IdempotencyTable
  dismissal: DismissalTable
  document_dismissal: DocumentDismissalTable
  source_question: SourceQuestionTable
  release: ReleaseTable
  term: TermTable
  preference: PreferenceTable
  comment: CommentTable
  notification: NotificationTable
  assignment: AssignmentTable
  term_comment: TermCommentTable
  term_question: TermQuestionTable
  article_names: ArticleNamesTable
  memory_origin: MemoryOriginTable
  memory_unit: MemoryUnitTable
  job: JobTable
  upload: UploadTable
  upload_piece: UploadPieceTable
  edition_left: EditionLeftTable
  homecoming_piece: HomecomingPieceTable
}

export interface SettingTable {
  key: string
  value: string
}

export interface PersonTable {
  id: string
  name: string
  email: string
  email_verified: Generated<boolean>
  image: string | null
  administrator: Generated<boolean>
  disabled: Generated<boolean>
  ui_locale: string | null
  created_at: Stamp
  updated_at: Stamp
}

export interface SessionTable {
  id: string
  token: string
  person_id: string
  expires_at: Instant
  ip_address: string | null
  user_agent: string | null
  created_at: Instant
  updated_at: Instant
}

export interface AccountTable {
  id: string
  account_id: string
  provider_id: string
  person_id: string
  access_token: string | null
  refresh_token: string | null
  id_token: string | null
  access_token_expires_at: Instant | null
  refresh_token_expires_at: Instant | null
  scope: string | null
  password: string | null
  created_at: Stamp
  updated_at: Stamp
}

export interface VerificationTable {
  id: string
  identifier: string
  value: string
  expires_at: Instant
  created_at: Instant
  updated_at: Instant
}

export interface RateLimitTable {
  id: string
  key: string
  count: number
  last_request: number
}

export interface ProjectTable {
  id: string
  name: string
  slug: string
  /** Grows with every change of the glossary, so that compiled glossaries can be cached. */
  glossary_revision: Generated<number>
  /** Least score of the memory with which a pre-translation fills segments. */
  fill_from: Generated<100 | 101>
  /** How strict the checks are here. */
  check_settings: ColumnType<CheckSettings, string | undefined, string>
  /** Whether two people have to approve each text. */
  second_review: Generated<boolean>
  created_at: Stamp
}

export interface MembershipTable {
  person_id: string
  project_id: string
  role: Role
  /** `*` means every language, because a primary key cannot hold null. */
  locale: TargetLocale | '*'
}

export interface InvitationTable {
  id: string
  project_id: string
  email: string
  role: Role
  locale: TargetLocale | '*'
  token_hash: string
  invited_by: string | null
  created_at: Stamp
  expires_at: Instant
  used_at: Instant | null
}

export interface SignInLinkTable {
  token_hash: string
  person_id: string
  created_at: Stamp
  expires_at: Instant
  used_at: Instant | null
}

export interface ApiTokenTable {
  id: string
  person_id: string
  name: string
  token_hash: string
  scopes: Json<readonly Scope[]>
  created_at: Stamp
  expires_at: Instant | null
  last_used_at: Instant | null
}

export interface ArticleTable {
  id: string
  project_id: string
  title: string
  slug: string
  description: string | null
  author: string | null
  published_on: string | null
  source_locale: 'en'
  format: SourceFormat
  file_name: string
  revisions: Generated<Revisions>
  original: Uint8Array
  sha256: string
  /** Words of the source, counted at import. */
  words: number
  created_at: Stamp
  created_by: string | null
  /** Grows with every change of the source. */
  version: Generated<number>
  changed_at: Instant | null
  changed_by: string | null
}

/** A piece of the file of a large article, packed. */
export interface ArticlePieceTable {
  article_id: string
  ordinal: number
  content: Uint8Array
}

/** A file that another one has taken the place of; `number` is the last version that was read from it. */
export interface ArticleVersionTable {
  article_id: string
  number: number
  format: SourceFormat
  file_name: string
  original: Uint8Array
  sha256: string
  words: number
  read_at: Instant
  read_by: string | null
}

export interface BlockTable {
  article_id: string
  ordinal: number
  role: BlockRole
  level: number | null
  treatment: Generated<Treatment>
  codes: Json<readonly Code[]>
  start_byte: number
  end_byte: number
  role_chosen: Generated<boolean>
  /** What the author of the file says to translators about the block. */
  notes: Json<readonly AuthorNote[]>
}

export interface SegmentTable {
  id: string
  article_id: string
  block: number
  ordinal: number
  source: string
  after: string
  /** The sentence as it stands in the file, where `source` is a correction of it. */
  uncorrected: Generated<string | null>
}

/** A sentence that is no longer translated, with what was written for it. */
export interface RemovedSegmentTable {
  id: string
  article_id: string
  version: number
  ordinal: number
  role: BlockRole
  source: string
  codes: Json<readonly Code[]>
  translations: Json<readonly KeptTranslation[]>
  /** Ids of the sentences around it in its block, in order, with its own. */
  neighbours: Json<readonly string[]>
  removed_at: Stamp
}

/** What people changed in a source over its untouched file. */
export interface SourceLayerTable {
  id: string
  article_id: string
  kind: 'split' | 'join' | 'correction' | 'insert'
  before: string
  after: string
  /** The sentence that is put back between the two. */
  inserted: string | null
  created_at: Stamp
  created_by: string | null
}

export interface EditionTable {
  id: string
  article_id: string
  project_id: string
  locale: TargetLocale
  opened_at: Stamp
  /** Progress, kept by every statement that changes a state. */
  total: number
  translated: Generated<number>
  reviewed: Generated<number>
  final: Generated<number>
}

export interface TranslationTable {
  id: string
  edition_id: string
  segment_id: string
  ordinal: number
  target: Generated<string>
  state: Generated<State>
  sub_state: SubState | null
  version: Generated<number>
  author_id: string | null
  reviewer_id: string | null
  return_reason: string | null
  /** What is wrong with a returned text, and where. */
  returned: ColumnType<Returned | null, string | null | undefined, string | null>
  /** Number of open error-level findings when it was last written. */
  errors: Generated<number>
  updated_at: Stamp
  outdated: ColumnType<Outdated | null, string | null | undefined, string | null>
  /** A text that was taken over, and where from; what is no more the target says nothing of it. */
  taken: ColumnType<Suggestion | null, string | null | undefined, string | null>
}

export interface HistoryTable {
  id: Generated<number>
  at: Stamp
  person_id: string | null
  project_id: string | null
  article_id: string | null
  edition_id: string | null
  translation_id: string | null
  term_id: string | null
  deed: string
  reason: string | null
  before: Json<unknown> | null
  after: Json<unknown> | null
}

export interface IdempotencyTable {
  person_id: string
  key: string
  request_hash: string
  answer: Json<unknown>
  created_at: Stamp
}

export interface DismissalTable {
  translation_id: string
  check_id: CheckId
  /** Fingerprint of source, target and finding: the dismissal lapses when either text changes. */
  fingerprint: string
  reason: string
  person_id: string | null
  at: Stamp
}

export interface DocumentDismissalTable {
  edition_id: string
  finding: string
  /** Fingerprint of the finding and the texts it is about: the dismissal lapses when one of them changes. */
  fingerprint: string
  reason: string
  person_id: string | null
  at: Stamp
}

export interface SourceQuestionTable {
  id: string
  project_id: string
  article_id: string
  segment_id: string | null
  kind: QuestionKind
  text: string
  proposal: string | null
  source: string | null
  locale: TargetLocale | null
  asked_by: string | null
  asked_at: Instant
  outcome: QuestionOutcome | null
  answer: string | null
  answered_by: string | null
  answered_at: Instant | null
}

export interface ReleaseTable {
  id: string
  edition_id: string
  number: number
  publication: Json<unknown>
  sha256: string
  published_at: Stamp
  published_by: string | null
  /** Version of the source that was released. */
  source_version: Generated<number>
}

export interface TermTable {
  id: string
  /** Null for an entry that all projects share. */
  project_id: string | null
  source: string
  acronym: string | null
  term_class: TermClass
  case_sensitive: boolean
  do_not_translate: boolean
  note: string
  forms: Json<TermForms>
  /** What only some terms say. */
  detail: Json<TermDetail>
  /** Everything that a search looks at, as matchKey() writes it. */
  search_key: string
  version: Generated<number>
  updated_at: Stamp
  updated_by: string | null
}

export interface PreferenceTable {
  person_id: string
  settings: Json<unknown>
}

export interface CommentTable {
  id: string
  project_id: string
  article_id: string
  segment_id: string
  edition_id: string
  person_id: string | null
  words: string
  at: Stamp
  resolved_at: Instant | null
  resolved_by: string | null
  /** Another text that is suggested. */
  suggestion: string | null
}

export interface NotificationTable {
  id: Generated<number>
  person_id: string
  kind: NotificationKind
  project_id: string
  edition_id: string | null
  ordinal: number | null
  actor_id: string | null
  words: Generated<string>
  /** What is wrong with a text that came back. */
  category: ReturnCategory | null
  at: Stamp
  read_at: Instant | null
  mailed_at: Instant | null
}

export interface AssignmentTable {
  edition_id: string
  role: AssignedRole
  person_id: string | null
  due_on: string | null
}

/** The members of a term that have no column of their own. */
export type TermDetail = Pick<
  TermDraft,
  'short' | 'plural' | 'acronymPolicy' | 'surnameOrder' | 'needsOriginalSpelling'
>

export interface TermCommentTable {
  id: string
  term_id: string
  /** The form that is talked about; null for the term as a whole. */
  locale: TargetLocale | null
  form: string | null
  body: string
  person_id: string | null
  at: Stamp
}

export interface TermQuestionTable {
  id: string
  project_id: string
  /** Where it was asked; null once that article is gone. */
  article_id: string | null
  name: string
  kind: NameKind
  locale: TargetLocale
  note: string
  asked_by: string | null
  asked_at: Stamp
  answered_by: string | null
  answered_at: Instant | null
  term_id: string | null
  answer: string | null
}

/** A name as it was found: what is agreed about it is looked up when it is shown. */
export type FoundName = Omit<NameCard, 'forms' | 'open'>

export interface ArticleNamesTable {
  article_id: string
  /** Of the source in which the names were found; of another source they say nothing. */
  sha256: string
  names: Json<readonly FoundName[]>
  found_at: Stamp
}

/** A file whose units were read into the memory. */
export interface MemoryOriginTable {
  id: string
  project_id: string
  name: string
  units: Generated<number>
  imported_by: string | null
  imported_at: Stamp
  /** Whether it is offered: not while it is being read, or taken out. */
  whole: Generated<boolean>
  first_unit: number | null
  last_unit: number | null
}

/** An approved pair; never changed, only replaced by one with a higher id. */
export interface MemoryUnitTable {
  id: Generated<number>
  project_id: string
  source_locale: string
  target_locale: string
  source: string
  target: string
  codes: Json<readonly Code[]>
  source_hash: number
  shape_hash: number
  previous_source: string | null
  next_source: string | null
  origin_id: string | null
  article_id: string | null
  /** The translation whose approval it is from; null when that is gone, or its source has changed. */
  translation_id: string | null
  author_id: string | null
  approver_id: string | null
  created_at: Stamp
}

/** Work that is done in the background. */
export interface JobTable {
  id: string
  project_id: string
  kind: string
  input: Json<unknown>
  state: Generated<'waiting' | 'running' | 'done' | 'failed'>
  done: Generated<number>
  total: Generated<number>
  result: Json<unknown> | null
  person_id: string | null
  claimed_until: Instant | null
  attempts: Generated<number>
  created_at: Stamp
  ended_at: Instant | null
}

/** A large file on its way in. */
export interface UploadTable {
  id: string
  project_id: string
  name: string
  bytes: Generated<number>
  created_at: Stamp
}

/** A part of such a file, packed. */
export interface UploadPieceTable {
  upload_id: string
  ordinal: number
  content: Uint8Array
}

export interface EditionLeftTable {
  edition_id: string
  number: number
  first: number
  entries: ColumnType<Readonly<Record<string, LeftEntry>>, string, never>
  at: Stamp
}

/** Version of a translation that left, the short name of its text, and the state that the file says. */
export type LeftEntry = readonly [version: number, hash: string, state: State | null]

export interface HomecomingPieceTable {
  job_id: string
  ordinal: number
  counts: ColumnType<unknown, string, never>
  lines: ColumnType<unknown, string, never>
}
