// When a full stop ends an English sentence: the rules of news about organisations, as data.
// The text they see has no inline codes and only single spaces. A missed border costs a reader nothing much,
// a false one breaks a sentence in two, so where both are possible the rules join.

import type { SentenceRule } from './engine.ts'

/** Titles before a name; with their stop they never end a sentence. */
const titles = [
  'Mr Mrs Ms Mx Messrs Mme Mlle Dr Drs Drg Prof Assoc Asst Dep Hon Rt Rev Fr Msgr Gov Amb Pres Sen Supt Insp Det',
  'Gen Lt Col Maj Brig Capt Cmdr Cdr Cpl Sgt Pvt Adm Pol Engr Atty Ing Mdm Mdme Bro Sis Dir Chmn Wg Flt Sqn Ldr',
  'Sens Reps Govs Profs Gens Cols Revs Supts Attys Ambs Jl Jln',
  'Mmes Sra Srta Cllr Coun Ald Ofc Dets Lieut Comdr Commr Cdre Bp Archbp Hon’ble SSgt MSgt Sfc',
  // Malay, Indonesian and Thai titles as English-language papers abbreviate them.
  'Ir Hj Hjh Hja Dra Tn Pn Cik En Ust Sdr Sdri Bpk Ny Nn Yth KH Awg Dyg Dk Pg Ar Ts Ps Pr',
  // Names that are hardly ever written out.
  'Md Mohd Muhd Mhd Moh Muh Abd bt bte',
  'MR MRS MS DR PROF GOV GEN HON SEN AMB mr mrs ms dr prof',
].flatMap((line) => line.split(' '))

const dottedTitles = [
  'H\\. ?E',
  'H\\. ?R\\. ?H',
  'H\\. ?M',
  'H\\. ?H',
  'T\\. ?R\\. ?H',
  'Y\\. ?B',
  'Y\\. ?A\\. ?B',
  'Y\\. ?[BT]hg',
  'Y\\. ?A\\. ?Bhg',
  'T\\. ?Y\\. ?T',
  'M\\. ?[LRC]',
  'K\\. ?H',
  'A/Prof',
  'Prof\\. ?(?:[Ee]m|[Ee]mer|[Hh]on)',
]

/** Abbreviations that can end a sentence; they do so only when a word follows that starts most sentences. */
const doubtful = [
  'Co Cos Corp Inc Ltd Bros Sdn Bhd Tbk Pte Pty Plc plc Jr Sr Esq Rep GS TS PGS ThS',
  'St Mt Ft Ave Blvd Rd Dept Div Univ Inst Acad Assn Govt Intl Int Natl Nat Min Sec Sub Tech Sch Hosp Coll Lib Sci Eng',
  'Educ Edu Agric Comm Admin Org Fed Soc Found Bd Mgr Exec Secy Treas',
  // Names of journals: Proc. Natl. Acad. Sci., J. Asian Stud.
  'Proc Phys Lett Chem Biol Med Eur Am Geogr Econ Environ Ecol Psychol Clin Appl Bull Exp Mol Nucl Res Stud Hist',
  // Documents of parliaments and of the United Nations: Doc. A/78/PV.1
  'Doc Docs Reg Ord Conf Eds',
  // Parts of addresses in Malaysia, Indonesia, Viet Nam and the Philippines.
  'Kg Kpg Sg Bt Tmn Lrg Tg Gg Kel Kec Kab Prov Dist TP Tp Brgy Sta Sto',
  'etc al Ph\\.D B\\.Sc M\\.Sc B\\.Ed M\\.Ed Ed\\.D LL\\.B LL\\.M Ph Bhg incl excl approx est min max avg dept govt',
].flatMap((line) => line.split(' '))

/** Abbreviations that always lead to something else. */
const leading = 'v vs cf viz ca resp esp feat transl e\\.g i\\.e a\\.k\\.a c\\.f'.split(' ')

/** Abbreviations before a number: `No. 5`, but `The answer was no. The …`. */
const numbered = [
  'No Nos no nos N° Nº n° p pp P PP vol Vol vols Vols art Art arts Arts fig Fig figs Figs sec Sec ch Ch chap Chap',
  'para Para paras cl Cl ed Ed eq Eq ref Ref tab Tab tel Tel fax Fax ext Ext Rs Rp Tk approx ca c est max min avg Apt apt Rm Bldg Blk ft',
  'Approx Est Max Min Avg Nr nr Iss iss Ser ser rev ver Km KM Ph Mob Hp Lt Lot Unit Fl Gr Lv b d r fl',
  'Op Opp Ex Exh Bk Bks Sch Cat Sess Secs secs Chs Paras eqs Eqs refs Refs App Apps Add Corr Rev Pt Pts Ep Eps Reg Res Ord Cap Stat Cir Hwy Rte Rt Ste Php Kr Bt Stud',
  'hr hrs Hr Hrs mins lb lbs oz yr yrs mo mos wk wks sec secs',
].flatMap((line) => line.split(' '))

const calendar =
  'Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun'.split(' ')

/** States of America before the name of a person or an agency: `Pa. Gov. Shapiro`, `Tampa, Fla. (AP)`. */
const states =
  'Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo'.split(
    ' ',
  )

/** Names that hold a mark: `Yahoo! Inc.`, `Mamma Mia! Here We Go Again`. */
const namesWithMark = [
  'Yahoo!',
  'Yum!',
  'Jeopardy!',
  'Oklahoma!',
  'Panic!',
  'Wham!',
  'Westward Ho!',
  'Mamma Mia!',
  'Airplane!',
  'Shazam!',
  'Chips Ahoy!',
  'Guess\\?',
  'E!',
]

/** Nouns that a letter or a number is the name of: `plan B. The`, `Section 4. Duties`. */
const lettered =
  '[Pp]lan [Vv]itamins? [Tt]ype [Gg]roup [Gg]rade [Cc]lass [Hh]epatitis [Ii]nfluenza [Pp]ool [Tt]erminal [Oo]ption [Zz]one [Cc]ategory'.split(
    ' ',
  )
const headed =
  'Article Section Chapter Part Step Rule Question Figure Fig\\. Table Box Annex Appendix Item Lesson Unit Module Theme Session Day Phase Regulation Principle Recommendation Objective Target Goal Scene Act Episode Exhibit Schedule Clause'.split(
    ' ',
  )

/** Words that start sentences and are seldom part of a name. */
const starters = [
  'The This That These Those A An He She It They We You I His Her Its Their Our My',
  'In On At For From With After Before During While When Where Why How What Who Which If As Since Although Though',
  'Despite According Under Over Among Between Both Each All Many Most Some Such Several Other Another Not No',
  'However Meanwhile Moreover Additionally Furthermore Therefore Thus Then But And So Or Yet Also Still Now Today',
  'Yesterday Tomorrow There Here Is Are Was Were Did Do Does Have Has Had Can Could Will Would Should Let',
  'To By Through Until Once Because Besides Finally First Following Later Earlier Previously Recently Moving',
  'Two Three Four Five Six Seven Eight Nine Ten Nearly Only Just Even Neither Nor About',
  'Few Fewer Nobody Everybody Everyone Nothing Everything Someone Whether Unlike Instead Perhaps Maybe',
].flatMap((line) => line.split(' '))

/** Verbs that say who spoke the question or the cry before them. */
const saying =
  'said says asked asks added adds replied replies told tells shouted cried exclaimed wrote writes wondered warned insisted declared recalled joked quipped tweeted explained responded answered noted remarked concluded continued'.split(
    ' ',
  )
/** Verbs whose subject is a noun in the plural. */
const pluralVerbs =
  'are were have had will would can could may might must should do did cost sold rose fell dropped gained lost grew surged jumped slipped climbed declined say said expect'.split(
    ' ',
  )
const name =
  "(?:(?!(?:He|She|They|We|I|It|You|Who|What|Nobody|Everybody|Everyone)(?!\\p{L}))\\p{Lu}[\\p{L}.’'-]{0,30}|bin|binti|van|de|al|the|of)"

/** Words after which a single capital letter is no initial: `vitamin C. The …`. */
const sureStarters =
  'The This That These Those He She It They We His Her Its Their There However Meanwhile Moreover'.split(' ')

const any = (words: readonly string[]): string => `(?:${words.join('|')})`
// Other scripts may stand right before a Latin word: 与Prof. Li会面.
const wordStart = '(?<![\\p{sc=Latn}\\p{N}_])'
const abbreviation = (words: readonly string[]): string => `${wordStart}${any(words)}\\.`
const starting = (words: readonly string[]): string =>
  ` ["'“‘«(\\[]{0,3}${any(words)}(?![\\p{L}\\p{N}/]|\\.\\p{L})`

const closers = `["'”’»)\\]}›]{0,4}`
const openers = `["'“‘«(\\[{‹¿¡–—-]{0,4}`
// [17] and ¹ after the stop are references and stay with the sentence.
const references = '(?:\\[\\d{1,3}\\]|[¹²³⁰-⁹]){0,5}'
// Chinese stops and letters follow an address without a space.
const inAddress = '[^ \\p{sc=Han}。！？｡；，、]'
const stop = '[.!?…‼⁇⁈⁉]'
const bullet = '[•◦▪‣⁃●]'

const numberedList = /^(?:[•◦▪‣⁃●] ?)?1(?:\.\)|[.)]) /u
const letteredList = /^a(?:\.\)|[.)]) /u
const bracketedList = /^\((?:a|1|i)\) /u
const bulletedList = /^[•◦▪‣⁃●] ?/u

/** A text without any of these is one sentence: stops, and the marks of list items. */
export const englishStops = /[.!?…‼⁇⁈⁉。！？｡)•◦▪‣⁃●]/u

/** The rules in order; the first that matches at a position decides. */
export const englishRules: readonly SentenceRule[] = [
  // Ellipses
  {
    name: 'stop-then-spaced-ellipsis',
    kind: 'break',
    before: '[\\p{Ll}\\p{N}]\\.',
    after: ' \\. \\. \\. \\p{Lu}',
  },
  { name: 'inside-spaced-ellipsis', kind: 'join', before: '\\.', after: ' ?\\.' },
  { name: 'spaced-ellipsis', kind: 'join', before: '[^. ] (?:\\. \\. \\.|\\.\\.\\.|…)', after: ' ' },
  { name: 'ellipsis-opens-sentence', kind: 'join', before: '[\\p{Ll}\\p{N}]\\. \\. \\. \\.', after: ' ' },
  { name: 'bracketed-ellipsis', kind: 'join', before: '[\\[(](?:\\.\\.\\.|…)[\\])]["”’]{0,2}', after: ' ' },
  { name: 'ellipsis-before-i', kind: 'join', before: '(?:\\.\\.\\.|…)', after: ' I(?![\\p{L}\\p{N}])' },

  // Lists that run on in one paragraph
  { name: 'bullet-item', kind: 'break', before: '[^ ]', after: ` ${bullet} ?[^ ]`, when: bulletedList },
  { name: 'bullet-number', kind: 'join', before: `(?:^|${bullet}) ?\\d{1,3}(?:\\.\\)|[.)])`, after: ' ' },
  {
    name: 'number-after-its-noun',
    kind: 'join',
    before: `${wordStart}(?:[Aa]rticles?|[Ss]ections?|[Cc]hapters?|[Pp]arts?|[Ff]igures?|[Tt]ables?|[Pp]hases?|[Aa]nnex|[Pp]ages?|[Nn]o\\.)`,
    after: ' \\d',
  },
  {
    name: 'number-after-colon',
    kind: 'join',
    before: '[:;](?: and| or)? [(]?(?:\\d{1,2}|[a-z]|[ivx]{1,4})(?:\\.\\)|[.)])',
    after: ' ',
  },
  {
    name: 'numbered-item',
    kind: 'break',
    before: '[^ ]',
    after: ' \\d{1,2}(?:\\.\\)|[.)]) \\p{Lu}',
    when: numberedList,
  },
  {
    name: 'item-number',
    kind: 'join',
    before: '(?:^| )\\d{1,2}(?:\\.\\)|[.)])',
    after: ' ',
    when: numberedList,
  },
  {
    name: 'lettered-item',
    kind: 'break',
    before: '[^ ]',
    after: ' [b-z](?:\\.\\)|[.)]) \\p{Lu}',
    when: letteredList,
  },
  {
    name: 'item-letter',
    kind: 'join',
    before: '(?:^| )[a-z](?:\\.\\)|[.)])',
    after: ' ',
    when: letteredList,
  },
  {
    name: 'bracketed-item',
    kind: 'break',
    before: '[.!?]["”)]?',
    after: ' \\((?:[b-z]|\\d{1,2}|[ivx]{1,5})\\) \\p{Lu}',
    when: bracketedList,
  },
  {
    name: 'label-with-number',
    kind: 'join',
    before: `(?:^|[.!?:;]["”)]? )${any(headed)} (?:\\d{1,3}(?:\\.\\d{1,3}){0,3}|[IVX]{1,5}|[A-Z])\\.`,
    after: ' ',
  },
  { name: 'question-and-answer', kind: 'join', before: '(?:^|[.!?]["”)]? )[QA]\\d{0,2}\\.', after: ' ' },
  {
    name: 'marker-at-start',
    kind: 'join',
    before: '^["“(]?(?:\\d{1,3}(?:\\.\\d{1,3}){0,3}|\\p{L}|[ivx]{1,5}|[IVX]{1,5})(?:\\.\\)|[.)])',
    after: ' ',
  },

  // Titles
  { name: 'title', kind: 'join', before: `${abbreviation(titles)}["'”’)]{0,2}`, after: ' ?' },
  { name: 'retired', kind: 'join', before: '\\((?:[Rr]et|RET)\\.\\)', after: ' ' },
  { name: 'dotted-title', kind: 'join', before: abbreviation(dottedTitles), after: ' ?' },

  // Thailand (pop. 71 million); the report (Mr. Tan wrote it. Nobody else did.) is short.
  { name: 'short-word-in-bracket', kind: 'join', before: '\\(\\p{Ll}{1,7}\\.', after: ' ' },
  {
    name: 'inside-aside',
    kind: 'join',
    before: '[\\p{L}\\p{N},;:"”’] \\([^()]{1,150}[.!?…]["”’]?',
    after: ' [^()]{1,150}\\)',
  },
  // It cost (are you sitting down?) $1.4 billion.
  {
    name: 'mark-in-aside',
    kind: 'join',
    before: '[\\p{L}\\p{N},;:"”’] \\([^().!?]{1,80}[!?]\\)',
    after: ' ',
  },

  // Who said it: “Why now?” Ms. Tran asked.
  {
    name: 'cry-then-speaker',
    kind: 'join',
    before: '[!?…]["\'”’]{1,3}',
    after: ` (?:I|${name}(?: ${name}){0,4}) ${any(saying)}(?![\\p{L}\\p{N}])`,
  },

  // The pronoun and times of day
  {
    name: 'pronoun-i',
    kind: 'break',
    before: `${wordStart}(?:and|or|nor|than|do|did|am|was|can|could|should|would|will|have|had|as|but|War) I\\.`,
    after: ' \\p{Lu}',
  },
  {
    name: 'opening-time',
    kind: 'join',
    before: '(?:^|[.!?]["”]? )(?:At|By|Around|From|Until|Before|After) \\d{1,2}(?:[:.]\\d{2})? [ap]\\.m\\.',
    after: ' ',
  },
  {
    name: 'time-then-title',
    kind: 'break',
    before: `${wordStart}[AaPp]\\.[Mm]\\.`,
    after: ` (?:${any(titles)}\\.|${any(dottedTitles)}\\.)`,
  },

  // Abbreviations that may end a sentence
  {
    name: 'no-as-answer',
    kind: 'break',
    before: '(?:^|[.!?]["”]? ["“]?)No\\.',
    after: ' (?:I|It|He|She|They|We|You|The|That|This|There|Not|In|If)(?![\\p{L}\\p{N}.])',
  },
  {
    name: 'time-or-rest-then-clause',
    kind: 'break',
    before: `${wordStart}(?:[AaPp]\\.[Mm]|etc)\\.`,
    after:
      ' ["“]?\\p{Lu}\\p{Ll}{1,20} (?:is|are|was|were|has|have|had|will|would|can|could|may|must|should|costs?|starts?|begins?|opens?|closes?|said|says)(?!\\p{L})',
  },
  // It was built by Siam Data Corp. Costs rose to $1.6bn.
  {
    name: 'company-time-or-rest-then-plural',
    kind: 'break',
    before: `${wordStart}(?:Co|Corp|Inc|Ltd|Bhd|Tbk|Plc|plc|Pte|LLC|N\\.V|S\\.A|[AaPp]\\.[Mm]|etc)\\.`,
    after: ` \\p{Lu}\\p{Ll}{1,15}[^s\\P{Ll}]s ${any(pluralVerbs)}(?!\\p{L})`,
  },
  {
    name: 'doubtful-then-starter',
    kind: 'break',
    before: abbreviation([
      ...doubtful,
      '(?![AEIOU])\\p{Lu}[b-df-hj-np-tv-xz]{1,4}',
      '[AaPp]\\.[Mm]',
      '\\p{Lu}(?:\\.\\p{Lu}){1,5}',
    ]),
    after: starting(starters),
  },
  { name: 'dotted-capitals', kind: 'join', before: `${wordStart}\\p{Lu}(?:\\.\\p{Lu}){1,5}\\.`, after: ' ?' },
  {
    name: 'dotted-small-letters',
    kind: 'join',
    before: `${wordStart}\\p{Ll}(?:\\.\\p{Ll}){1,4}\\.`,
    after: ' ?',
  },
  { name: 'doubtful', kind: 'join', before: abbreviation(doubtful), after: ' ?' },
  // Words without a vowel are seldom words: Mdm. Halimah. But Mr. Ng. The …
  {
    name: 'no-vowel',
    kind: 'join',
    before: `${wordStart}(?![AEIOU])\\p{Lu}[b-df-hj-np-tv-xz]{1,4}\\.`,
    after: ' \\p{Lu}',
  },
  {
    name: 'before-institution',
    kind: 'join',
    before: `${wordStart}\\p{Lu}\\p{Ll}{1,6}\\.`,
    after: ' (?:Univ|Inst|Acad|Hosp|Coll|Polytech|Govt)\\.',
  },
  { name: 'leading', kind: 'join', before: abbreviation(leading), after: ' ?' },
  {
    name: 'numbered',
    kind: 'join',
    before: abbreviation(numbered),
    after: ' ?(?:[\\p{N}#(]|[A-Z]\\d|(?:[IVX]{1,6}|[B-Z])(?![\\p{L}\\p{N}]))',
  },
  { name: 'calendar', kind: 'join', before: abbreviation(calendar), after: ' ?\\p{N}' },
  {
    name: 'day-then-month',
    kind: 'join',
    before: abbreviation(calendar),
    after:
      ' (?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:\\.| \\d)',
  },
  {
    name: 'state',
    kind: 'join',
    before: abbreviation(states),
    after: ' (?:[(–—-]|(?:Gov|Lt|Sen|Rep|Atty|Supreme|State|House|Senate|Republican|Democrat)(?!\\p{L}))',
  },
  // J. Asian Stud. 12(3): 45
  {
    name: 'volume-of-journal',
    kind: 'join',
    before: '\\p{Lu}\\p{Ll}{1,9}\\.',
    after: ' \\d{1,4} ?\\(\\d{1,4}',
  },

  // Initials; b. stands for bin, the son of
  { name: 'son-of', kind: 'join', before: '\\p{Lu}\\p{Ll}{1,30} b\\.', after: ' \\p{Lu}' },
  {
    name: 'letter-as-name',
    kind: 'break',
    before: `${wordStart}${any(lettered)} [A-K]\\.`,
    after: ' \\p{Lu}\\p{Ll}',
  },
  {
    name: 'letter-then-sure-starter',
    kind: 'break',
    before: `[\\p{Ll}\\p{N}] \\p{Lu}\\.`,
    after: starting(sureStarters),
  },
  { name: 'initial', kind: 'join', before: `${wordStart}\\p{Lu}\\.`, after: ' ?[\\p{Lu}(]' },
  { name: 'hyphenated-initial', kind: 'join', before: '\\p{Lu}\\.-\\p{Lu}\\.', after: ' ' },

  // Stops inside names and addresses
  {
    name: 'name-with-mark',
    kind: 'join',
    before: `${wordStart}${any(namesWithMark)}`,
    after: ' \\p{Lu}',
  },
  {
    name: 'name-with-mark-then-company',
    kind: 'join',
    before: '\\p{Lu}[\\p{L}\\p{N}]{1,20}[!?]',
    after: ' (?:Inc|Corp|Ltd|Co|Brands|Magazine|Finance|Sports|Records|Studios|Holdings)(?![\\p{L}])',
  },
  // The musical “Oh! Calcutta!” opened; but “Wow! What a game!” said the coach.
  {
    name: 'mark-in-quoted-name',
    kind: 'join',
    before: '(?:(?:^| )["“‘])[^"“”‘’.]{1,40}[!?]',
    after: ` [^"“”.]{1,40}["”’] (?!${any(saying)}(?!\\p{L}))\\p{Ll}`,
  },
  {
    name: 'inside-address',
    kind: 'join',
    before: `(?:https?://|www\\.)${inAddress}{0,300}`,
    after: inAddress,
  },
  { name: 'inside-mailbox', kind: 'join', before: '[^ ]@[\\p{L}\\p{N}._-]{0,80}', after: '[\\p{L}\\p{N}]' },
  { name: 'before-mailbox', kind: 'join', before: '\\.', after: '[\\p{L}\\p{N}._%+-]{1,60}@' },
  {
    name: 'domain-name',
    kind: 'join',
    before: '\\.',
    after: '(?:Com|Org|Net|Edu|Gov|Info|Io|Ai|Js|Co|Asia)(?![\\p{L}\\p{N}])',
  },

  // Borders
  {
    name: 'stop',
    kind: 'break',
    before: `${stop}${closers}${references}`,
    after: ` ${openers} ?[\\p{Lu}\\p{Lt}\\p{Lo}\\p{N}\\p{Sc}#]`,
  },
  {
    name: 'stop-then-quoted-ellipsis',
    kind: 'break',
    before: `[.!?]${closers}`,
    after: ' ["“‘](?:\\.\\.\\.|…) ?\\p{L}',
  },
  { name: 'marks-then-small-letter', kind: 'break', before: '[!?]{2,5}', after: ' \\p{Ll}' },
  {
    name: 'stop-then-small-capital',
    kind: 'break',
    before: `${stop}${closers}`,
    after: ' \\p{Ll}{1,3}\\p{Lu}\\p{L}',
  },
  {
    name: 'stop-and-emoji',
    kind: 'break',
    before: `[.!?…] ?(?:\\p{Extended_Pictographic}\\uFE0F?){1,4}`,
    after: ' \\p{Lu}',
  },
  {
    name: 'missing-space',
    kind: 'break',
    before: '(?:\\p{Ll}{2}|\\d{2})[.!?]["”’)]?',
    after: '\\p{Lu}\\p{Ll}',
  },
  { name: 'missing-space-short', kind: 'break', before: '\\p{Ll}{2}[.!?]["”’)]?', after: '(?:A|I) \\p{Ll}' },
  {
    name: 'east-asian-stop',
    kind: 'break',
    before: `[。！？｡][”’」』）》〉"')]{0,4}`,
    after: ' ?[^ ”’」』）》〉。！？]',
  },
]
