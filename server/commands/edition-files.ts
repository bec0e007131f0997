// What the commands for editions as files of other tools do.

import { basename } from 'node:path'

import { WorkError } from '#domain/errors.ts'

import { sendEdition, sentVersionIds } from '../actions/send-edition.ts'
import { takeHome } from '../actions/take-home.ts'
import { readConfig } from '../config.ts'
import { openWorkplace, type Workplace } from '../workplace.ts'
import { bytesOf, writeStreamed } from './files.ts'

type Print = (text: string) => void

/** Writes an edition as XLIFF. */
export async function exportEdition(
  call: { readonly edition: string; readonly version: string; readonly out: string },
  print: Print,
): Promise<void> {
  const version = sentVersionIds.find((known) => known === call.version)
  if (!version) throw new WorkError('invalid', `--version is one of ${sentVersionIds.join(', ')}`)
  await atWork(async (workplace) => {
    const file = await sendEdition(workplace.asOperator(), { editionId: call.edition, version })
    await writeStreamed(call.out, [file.content])
    print(JSON.stringify({ edition: call.edition, version, out: call.out }))
  })
}

/** Brings a file home and prints a line for each sentence that was not left alone, and the counts. */
export async function importEdition(
  call: { readonly edition: string; readonly file: string; readonly preview: boolean },
  print: Print,
): Promise<void> {
  const content = await bytesOf(call.file)
  await atWork(async (workplace) => {
    const input = { editionId: call.edition, fileName: basename(call.file), content, preview: call.preview }
    const { lines, ...report } = await takeHome(workplace.asOperator(), input)
    for (const line of lines) if (line.outcome !== 'unchanged') print(JSON.stringify(line))
    print(JSON.stringify({ file: call.file, edition: call.edition, ...report }))
  })
}

async function atWork(work: (workplace: Workplace) => Promise<void>): Promise<void> {
  const workplace = await openWorkplace(readConfig(process.env))
  try {
    await work(workplace)
  } finally {
    await workplace.database.close()
  }
}
