// Writes rows into the database of a folder until it is ended, and says each one that was acknowledged.
// node writer.js <folder> <name> <count>

import { openDatabase } from '../../../server/store/database.ts'
import { migrate } from '../../../server/store/migrate.ts'

const [folder = '', name = '', count = ''] = process.argv.slice(2)

try {
  const { kysely, close } = await openDatabase({ folder })
  await migrate(kysely)
  const last = await kysely.selectFrom('setting').select('value').where('key', '=', name).executeTakeFirst()
  const first = Number(last?.value ?? 0) + 1
  say(`open ${first - 1}`)
  for (let number = first; number < first + Number(count); number += 1) {
    await kysely.transaction().execute(async (tx) => {
      await tx
        .insertInto('setting')
        .values({ key: `${name}-${number}`, value: 'x'.repeat(number % 3000) })
        .execute()
      await tx
        .insertInto('setting')
        .values({ key: name, value: String(number) })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: String(number) }))
        .execute()
    })
    say(`kept ${number}`)
  }
  await close()
  say('closed')
} catch (error) {
  const { code = '', message } = error as { code?: string; message: string } // an Error, here always
  say(`failed ${code} ${message}`)
  process.exitCode = 1
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
