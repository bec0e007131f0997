// What the commands for editions as files of other tools do.

import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { WorkError } from '#domain/errors.ts'

import { sendEdition, sentVersionIds } from '../actions/send-edition.ts'
import { receiveHomecoming, type BroughtHome } from '../actions/bring-home.ts'
import { readJob } from '../actions/job-view.ts'
import { takeHome, type HomecomingReport, type TakeHomeInput } from '../actions/take-home.ts'
import { workOnOne } from '../actions/work-on-jobs.ts'
import { readConfig } from '../config.ts'
import { importLimits } from '../formats/limits.ts'
import { openWorkplace, type Workplace } from '../workplace.ts'
import { bytesIn, bytesOf, piecesOf, writeStreamed } from './files.ts'

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
  const isLarge = (await bytesIn(call.file)) > importLimits.bytes
  await atWork(async (workplace) => {
    const input = { editionId: call.edition, fileName: basename(call.file), preview: call.preview }
    const told = isLarge ? await large(workplace, input, call.file) : await small(workplace, input, call.file)
    const { applied, counts, lines } = told
    for (const line of lines) if (line.outcome !== 'unchanged') print(JSON.stringify(line))
    print(JSON.stringify({ file: call.file, edition: call.edition, applied, counts }))
  })
}

type Input = Omit<TakeHomeInput, 'content'>
type Told = Pick<HomecomingReport, 'applied' | 'counts' | 'lines'>

async function small(workplace: Workplace, input: Input, file: string): Promise<Told> {
  return takeHome(workplace.asOperator(), { ...input, content: await bytesOf(file) })
}

/** Does the work itself, unless a server that has the same database is faster. Only lines of note are told. */
async function large({ asOperator, tools }: Workplace, input: Input, file: string): Promise<Told> {
  async function* content(): AsyncGenerator<Uint8Array> {
    yield* piecesOf(file)
  }
  const { job: asked } = await receiveHomecoming(asOperator(), { ...input, content: content() })
  for (;;) {
    await workOnOne(tools, 'homecoming')
    const job = await readJob(asOperator(), asked.id)
    if (job.state === 'done') return job.result as BroughtHome // what such a job ends with
    if (job.state === 'failed') {
      const { reason, detail } = job.result as { readonly reason: string; readonly detail?: string }
      throw new WorkError('invalid', detail ?? reason, { reason })
    }
    await sleep(pause)
  }
}

/** Milliseconds until it is asked again how far a server is. */
const pause = 500

async function atWork(work: (workplace: Workplace) => Promise<void>): Promise<void> {
  const workplace = await openWorkplace(readConfig(process.env))
  try {
    await work(workplace)
  } finally {
    await workplace.database.close()
  }
}
