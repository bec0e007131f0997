// Projects: what belongs together, with one glossary and one set of roles.

import type { Kysely } from 'kysely'

import type { CheckSettings } from '#domain/checks/settings.ts'

import { newId } from './ids.ts'
import type { Database } from './schema.ts'
import { stagingProject } from './staging.ts'

/** A project as stored. */
export interface Project {
  readonly id: string
  readonly name: string
  readonly slug: string
  readonly glossaryRevision: number
  /** Whether two people have to approve each text. */
  readonly secondReview: boolean
}

const columns = [
  'id',
  'name',
  'slug',
  'glossary_revision as glossaryRevision',
  'second_review as secondReview',
] as const

/** Lists all projects, or those with the given ids, by name. */
export async function listProjects(
  db: Kysely<Database>,
  ids: readonly string[] | null,
): Promise<readonly Project[]> {
  if (ids?.length === 0) return []
  let query = db.selectFrom('project').select(columns).where('id', '<>', stagingProject).orderBy('name')
  if (ids) query = query.where('id', 'in', [...ids])
  return query.execute()
}

/** Reads a project, or null. */
export async function getProject(db: Kysely<Database>, id: string): Promise<Project | null> {
  if (id === stagingProject) return null
  return (await db.selectFrom('project').select(columns).where('id', '=', id).executeTakeFirst()) ?? null
}

/** Adds a project, or gives null when the slug is taken. */
export async function insertProject(
  db: Kysely<Database>,
  project: { readonly name: string; readonly slug: string },
): Promise<Project | null> {
  const row = await db
    .insertInto('project')
    .values({ id: newId(), ...project })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .returning(columns)
    .executeTakeFirst()
  return row ?? null
}

/** Changes the name of a project, or how many have to approve its texts. */
export async function updateProject(
  db: Kysely<Database>,
  id: string,
  { name, secondReview }: Pick<Project, 'name' | 'secondReview'>,
): Promise<void> {
  await db.updateTable('project').set({ name, second_review: secondReview }).where('id', '=', id).execute()
}

/** Reads what a project says about the checks, or null without the project. */
export async function checkSettingsOf(db: Kysely<Database>, id: string): Promise<CheckSettings | null> {
  const row = await db.selectFrom('project').select('check_settings').where('id', '=', id).executeTakeFirst()
  return row?.check_settings ?? null
}

/** Writes what a project says about the checks. */
export async function writeCheckSettings(
  db: Kysely<Database>,
  id: string,
  settings: CheckSettings,
): Promise<void> {
  await db
    .updateTable('project')
    .set({ check_settings: JSON.stringify(settings) })
    .where('id', '=', id)
    .execute()
}
