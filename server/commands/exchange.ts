// The commands of the exchange formats as a table; only those that name an edition need a database.

import type { Command } from '../commands.ts'

const inAndOut = ['IN', 'OUT']

/** Commands for XLIFF, TMX and TBX files; what they do is loaded when one is called. */
export const exchangeCommands: readonly Command[] = [
  {
    name: 'xliff check',
    summary: 'Check XLIFF files and print the findings of each, one line of JSON per file',
    positionals: ['FILE…'],
    options: { level: { type: 'string', value: 'wellformed|structure|full' } },
    run: async ({ positionals, values }, print) => {
      const { checkFiles } = await import('./xliff.ts')
      await checkFiles(positionals, values['level'], print)
    },
  },
  {
    name: 'xliff roundtrip',
    summary: 'Merge XLIFF files with nothing and with their own targets and compare the bytes',
    positionals: ['FILE…'],
    options: {},
    run: async ({ positionals }, print) => {
      const { roundTripFiles } = await import('./xliff.ts')
      await roundTripFiles(positionals, print)
    },
  },
  {
    name: 'xliff merge',
    summary:
      'Put targets and states ({"file":0,"unit":"u1","segment":0,"target":"…","state":"translated"} lines) into a file',
    positionals: ['FILE'],
    options: {
      edits: { type: 'string', required: true, value: 'EDITS.jsonl' },
      out: { type: 'string', required: true, value: 'OUT' },
      to: { type: 'string', value: 'LOCALE' },
    },
    run: async ({ positionals: [file = ''], values }, print) => {
      const { mergeFile } = await import('./xliff.ts')
      const to = values['to']
      await mergeFile(
        {
          file,
          edits: String(values['edits']),
          out: String(values['out']),
          to: typeof to === 'string' ? to : null,
        },
        print,
      )
    },
  },
  {
    name: 'xliff export',
    summary: 'Write the present state of an edition as XLIFF 1.2, 2.0, 2.1 or 2.2',
    positionals: ['EDITION'],
    options: {
      version: { type: 'string', value: '1.2|2.0|2.1|2.2' },
      out: { type: 'string', required: true, value: 'OUT' },
    },
    run: async ({ positionals: [edition = ''], values }, print) => {
      const { exportEdition } = await import('./edition-files.ts')
      await exportEdition(
        { edition, version: String(values['version'] ?? '2.1'), out: String(values['out']) },
        print,
      )
    },
  },
  {
    name: 'xliff import',
    summary: 'Bring a file home into the edition that it left, and print what became of each sentence',
    positionals: ['EDITION', 'FILE'],
    options: { preview: { type: 'boolean' } },
    run: async ({ positionals: [edition = '', file = ''], values }, print) => {
      const { importEdition } = await import('./edition-files.ts')
      await importEdition({ edition, file, preview: values['preview'] === true }, print)
    },
  },
  {
    name: 'tmx convert',
    summary: 'Read a translation memory and write it as TMX 1.4b',
    positionals: inAndOut,
    options: {},
    run: async ({ positionals: [from = '', to = ''] }, print) => {
      const { convertTmx } = await import('./tmx.ts')
      await convertTmx(from, to, print)
    },
  },
  {
    name: 'tbx convert',
    summary: 'Read a term base and write it as TBX-Basic (version 3, or 2)',
    positionals: inAndOut,
    options: { version: { type: 'string', value: '3|2' } },
    run: async ({ positionals: [from = '', to = ''], values }, print) => {
      const { convertTbx } = await import('./tbx.ts')
      await convertTbx(from, to, values['version'] === '2' ? '2' : '3', print)
    },
  },
]
