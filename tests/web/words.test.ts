// Every sentence that pages ask for is in the catalogue.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { confidences, formStatuses, termClasses } from '#glossary/term.ts'
import { blockRoles } from '#domain/article.ts'
import { roles, scopes } from '#domain/people.ts'
import { states, subStates } from '#domain/workflow.ts'
import { locales } from '#locales/locale.ts'

import english from '../../locales/en/ui.json' with { type: 'json' }
import { releaseFormats } from '../../web/api/formats.ts'
import { themes } from '../../web/stores/theme-names.ts'

const folder = new URL('../../web/', import.meta.url).pathname
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))

/** Keys that stand in the code as whole words: `t('work.title')`, `'reason.offline'`. */
const literal =
  /\bt\(\s*(?:[^()'`]*\?\s*)?'([a-z-]+\.[a-zA-Z.-]+)'|language\.text\('([^']+)'|'(reason\.[a-z-]+)'/g

describe('words of the interface', () => {
  test.each(sources)('$name asks only for sentences that exist', ({ text }) => {
    const asked = [...text.matchAll(literal)].map((found) => found[1] ?? found[2] ?? found[3] ?? '')
    expect(asked.filter((key) => !(key in english))).toEqual([])
  })

  test.each([
    ['state', [...states, ...subStates]],
    ['role', [...roles, 'administrator']],
    ['scope', scopes],
    ['termClass', termClasses],
    ['formStatus', formStatuses],
    ['confidence', confidences],
    ['blockRole', blockRoles],
    ['treatment', ['translate', 'keep', 'drop']],
    ['format', releaseFormats],
    ['locale', locales],
    ['theme', themes],
    ['nav', ['work', 'articles', 'glossary', 'people', 'account']],
    ['work.kind', ['returned', 'translate', 'review', 'publish']],
    ['work.count', ['returned', 'translate', 'review', 'publish']],
    ['release.reason', ['not-approved', 'finding-open']],
    ['problem', ['offline', 'unexpected', ...codesOfRefusals()]],
  ])('every %s has a name', (family, members) => {
    expect(members.map((member) => `${family}.${member}`).filter((key) => !(key in english))).toEqual([])
  })
})

/** The union of codes exists only as a type, so its members are read from the file. */
function codesOfRefusals(): readonly string[] {
  const text = readFileSync(new URL('../../server/domain/errors.ts', import.meta.url), 'utf8')
  return [...text.matchAll(/^ {2}\| '([a-z-]+)'/gm)].map((found) => found[1] ?? '')
}
