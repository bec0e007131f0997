// The sample project of an empty database: a real article, six editions, and demonstration accounts to try them with.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { seedTerms } from '#glossary/seeds/seeds.ts'
import { targetLocales } from '#locales/locale.ts'

import { addPerson } from './actions/add-person.ts'
import { listArticles } from './actions/articles.ts'
import { createSignInLink } from './actions/create-sign-in-link.ts'
import { importArticle } from './actions/import-article.ts'
import { setRoles } from './actions/members.ts'
import { addProject, projectsOf } from './actions/projects.ts'
import { addTerms } from './actions/terms.ts'
import ownArticle from './sample-article.txt?raw'
import { findPerson, hasPeople } from './store/people.ts'
import type { Workplace } from './workplace.ts'

/** Accounts that everyone can see are for demonstration; they have no password, only links that work once. */
const demonstration = [
  { name: 'Demo Translator', email: 'translator@demo.invalid', roles: ['translator'], administrator: false },
  { name: 'Demo Reviewer', email: 'reviewer@demo.invalid', roles: ['reviewer'], administrator: false },
  { name: 'Demo Publisher', email: 'publisher@demo.invalid', roles: ['publisher'], administrator: false },
  {
    name: 'Demo Administrator',
    email: 'administrator@demo.invalid',
    roles: ['manager', 'terminologist'],
    administrator: true,
  },
] as const

/** A way in for one demonstration account. */
export interface SampleLink {
  readonly name: string
  readonly path: string
}

/** Loads the sample into an empty database, and gives new sign-in links for the demonstration accounts there are. */
export async function sampleLinks(workplace: Workplace): Promise<readonly SampleLink[]> {
  const ctx = workplace.asOperator()
  const known = await Promise.all(demonstration.map(({ email }) => findPerson(ctx.db, email)))
  const begun = known.some((person) => person) && known.includes(null)
  if (begun || !(await hasPeople(ctx.db))) await loadSample(workplace)
  const links: SampleLink[] = []
  for (const { name, email } of demonstration) {
    const person = await findPerson(ctx.db, email)
    if (!person) continue
    const { path } = await createSignInLink(ctx, { personId: person.id })
    links.push({ name, path })
  }
  return links
}

// Every step looks at what is there first, and people come last: a sample that was cut off is completed next time.
async function loadSample(workplace: Workplace): Promise<void> {
  const ctx = workplace.asOperator()
  const project = (await projectsOf(ctx)).find(({ name }) => name === sampleName)
  const { id: projectId } = project ?? (await addProject(ctx, { name: sampleName }))
  await addTerms(ctx, { projectId: null, drafts: seedTerms })
  const { items: articles } = await listArticles(ctx, { projectId, cursor: null, limit: 1 })
  if (articles.length === 0) {
    await importArticle(ctx, { projectId, ...sampleArticle(), locales: targetLocales, treatments: {} })
  }
  for (const { name, email, roles, administrator } of demonstration) {
    const known = await findPerson(ctx.db, email)
    const person = known ?? (await addPerson(ctx, { name, email, administrator, password: null })).person
    await setRoles(ctx, {
      projectId,
      personId: person.id,
      roles: roles.map((role) => ({ role, locale: null })),
    })
  }
}

const sampleName = 'Sample newsroom'

/** The article of the shared material where it lies beside the checkout, otherwise the short one that is ours. */
function sampleArticle(): { readonly fileName: string; readonly content: Uint8Array } {
  const shared = join(process.cwd(), '..', 'shared', 'data', 'articles', 'acc-visit.txt')
  if (existsSync(shared)) return { fileName: 'acc-visit.txt', content: readFileSync(shared) }
  return { fileName: 'sample-article.txt', content: new TextEncoder().encode(ownArticle) }
}
