// The commands of the command line, as a table.

import { basename } from 'node:path'

import { z } from 'zod'

import { revisionChoices, type Revisions } from '#domain/article.ts'
import { WorkError } from '#domain/errors.ts'
import { roles, type Role } from '#domain/people.ts'
import { isTargetLocale, targetLocales, type TargetLocale } from '#locales/locale.ts'

import { exchangeCommands } from './commands/exchange.ts'
import { bytesOf, writeStreamed } from './commands/files.ts'
import { describeConfig, readConfig } from './config.ts'
import type { Workplace } from './workplace.ts'

interface Option {
  readonly type: 'string' | 'boolean'
  readonly required?: boolean
  readonly multiple?: boolean
  /** What stands for the value in the help. */
  readonly value?: string
}

interface Given {
  readonly positionals: readonly string[]
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>
}

/** One command: its words, what it takes and what it does. */
export interface Command {
  readonly name: string
  readonly summary: string
  readonly positionals: readonly string[]
  readonly options: Readonly<Record<string, Option>>
  run(given: Given, print: (text: string) => void): Promise<void>
}

const json: Option = { type: 'boolean' }
const project: Option = { type: 'string', value: 'NAME' }

/** Every command. What needs no database starts without one. */
export const commands: readonly Command[] = [
  {
    name: 'import',
    summary: 'Import an article (text, HTML, Markdown, Word, JSON or XLIFF) and open its editions',
    positionals: ['FILE'],
    options: {
      to: { type: 'string', value: 'th,km' },
      revisions: { type: 'string', value: 'accepted|refused' },
      ...{ project, json },
    },
    run: async ({ positionals: [file = ''], values }, print) => {
      const asked = {
        fileName: basename(file),
        content: await bytesOf(file),
        locales: localesIn(text(values['to'])),
        treatments: {},
        revisions: revisionsNamed(text(values['revisions'])),
      }
      await withWorkplace(async (workplace) => {
        const { importArticle } = await import('./actions/import-article.ts')
        const projectId = await projectNamed(workplace, text(values['project']))
        const imported = await importArticle(workplace.asOperator(), { ...asked, projectId })
        if (values['json']) return print(JSON.stringify(imported))
        print(`${imported.article.id}  ${imported.article.title}`)
        for (const edition of imported.editions) print(`  ${edition.locale}  ${edition.id}`)
        for (const { line, found } of imported.remarks) print(`  line ${line} is not understood: ${found}`)
      })
    },
  },
  {
    name: 'update',
    summary: 'Take a new version of the source of an article; with --preview, only say what it would change',
    positionals: ['ARTICLE', 'FILE'],
    options: {
      preview: { type: 'boolean' },
      class: { type: 'string', value: 'suggested|typo|style|meaning|fact' },
      json,
    },
    run: async ({ positionals: [articleId = '', file = ''], values }, print) => {
      const asked = {
        ...{ articleId, fileName: basename(file), content: await bytesOf(file) },
        ...{ preview: values['preview'] === true, otherwise: text(values['class']) },
      }
      await withWorkplace(async (workplace) => {
        const { printUpdate } = await import('./commands/update.ts')
        await printUpdate(workplace.asOperator(), asked, values['json'] === true, print)
      })
    },
  },
  {
    name: 'articles',
    summary: 'List the articles and editions of a project',
    positionals: [],
    options: { project, json },
    run: ({ values }, print) =>
      withWorkplace(async (workplace) => {
        const { listArticles } = await import('./actions/articles.ts')
        const name = text(values['project'])
        // To look is not to change: where there is no project yet, there is nothing to list.
        if (name === null && !(await hasProjects(workplace))) return
        const projectId = await projectNamed(workplace, name)
        let cursor: string | null = null
        do {
          const page: Awaited<ReturnType<typeof listArticles>> = await listArticles(workplace.asOperator(), {
            projectId,
            cursor,
            limit: 200,
          })
          for (const article of page.items) {
            if (values['json']) {
              print(JSON.stringify(article))
              continue
            }
            print(`${article.id}  ${article.title}`)
            for (const { id, locale, progress, release } of article.editions) {
              const approved = progress.reviewed + progress.final
              print(
                `  ${locale}  ${id}  ${approved}/${progress.total} approved${release ? `, release ${release}` : ''}`,
              )
            }
          }
          cursor = page.nextCursor
        } while (cursor)
      }),
  },
  {
    name: 'export',
    summary: 'Write the newest release of an edition (or, with --draft, its present state) to a file',
    positionals: ['EDITION'],
    options: {
      format: {
        type: 'string',
        required: true,
        value: 'html|md|txt|json|xliff-1.2|xliff-2.0|xliff-2.1|xliff-2.2|review-html|review-docx|original',
      },
      out: { type: 'string', required: true, value: 'FILE' },
      draft: { type: 'boolean' },
      missing: { type: 'string', value: 'refuse|source' },
    },
    run: async ({ positionals: [editionId = ''], values }, print) => {
      const { exportEdition, exportFormatIds } = await import('./actions/releases.ts')
      const format = exportFormatIds.find((id) => id === values['format'])
      if (!format) throw new WorkError('invalid', `--format is one of ${exportFormatIds.join(', ')}`)
      const draft = values['draft'] === true
      const missing = values['missing'] === 'source' ? 'source' : 'refuse'
      await withWorkplace(async (workplace) => {
        const exported = await exportEdition(workplace.asOperator(), { editionId, format, draft, missing })
        const out = text(values['out']) ?? exported.name
        await writeStreamed(out, [exported.content])
        print(out)
      })
    },
  },
  {
    name: 'check',
    summary:
      'Check pairs of sentences ({"src","tgt"} lines) and print the findings of each; needs no database',
    positionals: ['PAIRS.jsonl'],
    options: {
      to: { type: 'string', required: true, value: 'LOCALE' },
      glossary: { type: 'string', value: 'FILE.csv|none' },
    },
    run: async ({ positionals: [file = ''], values }, print) => {
      const { checkPairs } = await import('./commands/language.ts')
      await checkPairs(file, { to: text(values['to']), glossary: text(values['glossary']) }, print)
    },
  },
  {
    name: 'segment',
    summary: 'Print the segments of a file, one line of JSON each; needs no database',
    positionals: ['FILE'],
    options: { lang: { type: 'string', value: 'en' }, explain: { type: 'boolean' } },
    run: async ({ positionals: [file = ''], values }, print) => {
      const { printSegments } = await import('./commands/documents.ts')
      const explain = values['explain'] === true
      await printSegments(file, { language: text(values['lang']), explain }, print)
    },
  },
  {
    name: 'srx',
    summary: 'Print the sentence rules as SRX 2.0, for other tools; needs no database',
    positionals: [],
    options: {},
    run: async (_call, print) => {
      const { printRules } = await import('./commands/documents.ts')
      printRules(print)
    },
  },
  {
    name: 'document roundtrip',
    summary: 'Read files and write them with their own words: their bytes stay the same; needs no database',
    positionals: ['FILE…'],
    options: {},
    run: async ({ positionals }, print) => {
      const { printRoundTrips } = await import('./commands/documents.ts')
      await printRoundTrips(positionals, print)
    },
  },
  {
    name: 'document pseudo',
    summary: 'Write a file with accented, longer words in the place of its own; needs no database',
    positionals: ['FILE'],
    options: { out: { type: 'string', required: true, value: 'OUT' } },
    run: async ({ positionals: [file = ''], values }, print) => {
      const { writePseudo } = await import('./commands/documents.ts')
      const out = text(values['out']) ?? ''
      await writePseudo(file, out)
      print(out)
    },
  },
  {
    name: 'terms',
    summary:
      'List the names in an article: persons, organisations, posts, acronyms, dates; needs no database',
    positionals: ['FILE'],
    options: { glossary: { type: 'string', value: 'FILE.csv|none' } },
    run: async ({ positionals: [file = ''], values }, print) => {
      const { listNames } = await import('./commands/language.ts')
      await listNames(file, { glossary: text(values['glossary']) }, print)
    },
  },
  {
    name: 'glossary export',
    summary: 'Write the glossary of a project to a file (.csv, .xlsx or .tbx)',
    positionals: ['FILE'],
    options: { project },
    run: async ({ positionals: [file = ''], values }, print) => {
      const { exportGlossary, tableFormatOf } = await import('./commands/glossary.ts')
      const format = tableFormatOf(file)
      await withWorkplace(async (workplace) => {
        const projectId = await projectNamed(workplace, text(values['project']))
        await exportGlossary(workplace.asOperator(), { projectId, format, file }, print)
      })
    },
  },
  {
    name: 'glossary import',
    summary: 'Read a file (.csv, .xlsx or .tbx) into the glossary; --preview only says what would change',
    positionals: ['FILE'],
    options: { project, preview: { type: 'boolean' }, shared: { type: 'boolean' }, json },
    run: async ({ positionals: [file = ''], values }, print) => {
      const { importGlossary, tableFormatOf } = await import('./commands/glossary.ts')
      const table = { file, format: tableFormatOf(file), content: await bytesOf(file) }
      const how = { preview: !!values['preview'], shared: !!values['shared'], json: !!values['json'] }
      await withWorkplace(async (workplace) => {
        const projectId = await projectNamed(workplace, text(values['project']))
        await importGlossary(workplace.asOperator(), { projectId, ...table }, how, print)
      })
    },
  },
  {
    name: 'person add',
    summary: 'Add a person and print a link that signs them in once',
    positionals: ['EMAIL'],
    options: {
      name: { type: 'string', required: true, value: 'NAME' },
      administrator: { type: 'boolean' },
      role: { type: 'string', multiple: true, value: 'ROLE[:LOCALE]' },
      project,
      json,
    },
    run: async ({ positionals: [email = ''], values }, print) => {
      if (!z.email().safeParse(email).success) throw new WorkError('invalid', `${email} is no e-mail address`)
      const wanted = [values['role'] ?? []].flat().map((role) => heldRole(String(role)))
      await withWorkplace(async (workplace) => {
        const { addPerson } = await import('./actions/add-person.ts')
        const { setRoles } = await import('./actions/members.ts')
        const ctx = workplace.asOperator()
        const projectId = wanted.length > 0 ? await projectNamed(workplace, text(values['project'])) : null
        const { person, path } = await addPerson(ctx, {
          name: text(values['name']) ?? email,
          email,
          administrator: values['administrator'] === true,
          password: null,
        })
        if (projectId) await setRoles(ctx, { projectId, personId: person.id, roles: wanted })
        const link = `${readConfig(process.env).baseUrl ?? ''}${path}`
        print(values['json'] ? JSON.stringify({ person, link }) : `${person.id}  ${person.email}\n  ${link}`)
      })
    },
  },
  {
    name: 'person link',
    summary: 'Print a new link that signs a person in once',
    positionals: ['EMAIL'],
    options: {},
    run: ({ positionals: [email = ''] }, print) =>
      withWorkplace(async (workplace) => {
        const { createSignInLink } = await import('./actions/create-sign-in-link.ts')
        const { findPersonByEmail } = await import('./actions/add-person.ts')
        const ctx = workplace.asOperator()
        const person = await findPersonByEmail(ctx, email)
        const { path } = await createSignInLink(ctx, { personId: person.id })
        print(`${readConfig(process.env).baseUrl ?? ''}${path}`)
      }),
  },
  {
    name: 'memory import',
    summary: 'Read a TMX file into the translation memory of a project, whole or not at all',
    positionals: ['FILE.tmx'],
    options: { project, json },
    run: ({ positionals: [file = ''], values }, print) =>
      withWorkplace(async (workplace) => {
        const { importTmx } = await import('./commands/memory.ts')
        const projectId = await projectNamed(workplace, text(values['project']))
        await importTmx(workplace, { projectId, file, json: values['json'] === true }, print)
      }),
  },
  {
    name: 'memory export',
    summary: 'Write the translation memory of a project as TMX',
    positionals: [],
    options: {
      to: { type: 'string', value: 'th,km' },
      out: { type: 'string', required: true, value: 'FILE.tmx' },
      project,
    },
    run: ({ values }, print) =>
      withWorkplace(async (workplace) => {
        const { exportTmx } = await import('./commands/memory.ts')
        const projectId = await projectNamed(workplace, text(values['project']))
        const out = text(values['out']) ?? ''
        await exportTmx(workplace, { projectId, locales: localesIn(text(values['to'])), out })
        print(out)
      }),
  },
  {
    name: 'analyse',
    summary: 'Count the words of a file or of an article, by what the translation memory has of them',
    positionals: ['FILE|ARTICLE'],
    options: { to: { type: 'string', value: 'th,km' }, project, json, csv: json },
    run: ({ positionals: [subject = ''], values }, print) =>
      withWorkplace(async (workplace) => {
        const { printAnalysis } = await import('./commands/memory.ts')
        const name = text(values['project'])
        const some = name !== null || (await hasProjects(workplace))
        const projectId = some ? await projectNamed(workplace, name) : null
        const shape = values['json'] ? 'json' : values['csv'] ? 'csv' : 'table'
        const locales = localesIn(text(values['to']))
        await printAnalysis(workplace, { subject, projectId, locales, shape }, print)
      }),
  },
  {
    name: 'backup',
    summary: 'Write every row to a file',
    positionals: ['FILE'],
    options: { json },
    run: ({ positionals: [file = ''], values }, print) =>
      withWorkplace(async ({ database }) => {
        const { writeBackup } = await import('./store/backup.ts')
        const summary = await writeBackup(database, file, new Date())
        print(
          values['json']
            ? JSON.stringify(summary)
            : `${file}: ${summary.rows} rows, sha-256 ${summary.sha256}`,
        )
      }),
  },
  {
    name: 'restore',
    summary: 'Read a backup into an empty database',
    positionals: ['FILE'],
    options: { json },
    run: async ({ positionals: [file = ''], values }, print) => {
      const [{ restoreBackup, verifyBackup }, { migrate }, { openConfigured }] = await Promise.all([
        import('./store/backup.ts'),
        import('./store/migrate.ts'),
        import('./workplace.ts'),
      ])
      // Before a database is opened, or even made, for a file that is damaged.
      await verifyBackup(file)
      // A backup brings its own tables, which may be older than ours, so the database has to be without any.
      const database = await openConfigured(readConfig(process.env))
      try {
        const summary = await restoreBackup(database, file)
        await migrate(database.kysely)
        print(values['json'] ? JSON.stringify(summary) : `${summary.rows} rows restored`)
      } finally {
        await database.close()
      }
    },
  },
  {
    name: 'migrate',
    summary: 'Bring the tables of the database up to date',
    positionals: [],
    options: {},
    run: (_, print) =>
      withWorkplace(async ({ database }) => {
        const { schemaVersion } = await import('./store/migrate.ts')
        print(`The tables are at ${await schemaVersion(database.kysely)}`)
      }),
  },
  {
    name: 'config check',
    summary: 'Check the configuration and print it, secrets masked',
    positionals: [],
    options: { json },
    run: async ({ values }, print) => {
      const described = describeConfig(readConfig(process.env))
      if (values['json']) print(JSON.stringify(described))
      else for (const [key, value] of Object.entries(described)) print(`${key.padEnd(14)} ${String(value)}`)
    },
  },
  ...exchangeCommands,
]

async function withWorkplace(work: (workplace: Workplace) => Promise<void>): Promise<void> {
  const { openWorkplace } = await import('./workplace.ts')
  const workplace = await openWorkplace(readConfig(process.env))
  try {
    await work(workplace)
  } finally {
    await workplace.tools.memory.close()
    await workplace.database.close()
  }
}

function text(value: Given['values'][string]): string | null {
  return typeof value === 'string' ? value : null
}

function localesIn(list: string | null): readonly TargetLocale[] {
  return (list ?? '')
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean)
    .map((tag) => {
      if (isTargetLocale(tag)) return tag
      throw new WorkError('invalid', `${tag} is not one of ${targetLocales.join(', ')}`)
    })
}

function revisionsNamed(name: string | null): Revisions {
  const known = revisionChoices.find((one) => one === (name ?? 'accepted'))
  if (!known) throw new WorkError('invalid', `--revisions is one of ${revisionChoices.join(', ')}`)
  return known
}

function heldRole(given: string): { readonly role: Role; readonly locale: TargetLocale | null } {
  const [name = '', locale] = given.split(':')
  const role = roles.find((known) => known === name)
  if (!role) throw new WorkError('invalid', `${name} is not one of ${roles.join(', ')}`)
  return { role, locale: localesIn(locale ?? null)[0] ?? null }
}

async function hasProjects(workplace: Workplace): Promise<boolean> {
  const { projectsOf } = await import('./actions/projects.ts')
  return (await projectsOf(workplace.asOperator())).length > 0
}

/** The project of a name; without a name the only one there is, or the first one, made now. */
async function projectNamed(workplace: Workplace, name: string | null): Promise<string> {
  const { addProject, projectsOf } = await import('./actions/projects.ts')
  const ctx = workplace.asOperator()
  const all = await projectsOf(ctx)
  const known = name === null ? all : all.filter((found) => found.name === name || found.slug === name)
  if (known.length === 1 && known[0]) return known[0].id
  if (name === null && all.length === 0) return (await addProject(ctx, { name: 'Newsroom' })).id
  const names = all.map((found) => found.name).join(', ') || 'none'
  throw new WorkError(
    'not-found',
    name === null
      ? `There are several projects, name one with --project: ${names}`
      : `There is no project ${name}; there are: ${names}`,
  )
}
