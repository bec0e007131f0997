// The glossary at the command line: out as a table, changed in a spreadsheet, looked at, and in again.

import fs from 'node:fs'
import path from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { build } from '../helpers/build.ts'
import { preparedPlace, runCommand, type Place } from './process.ts'

let place: Place
const run = (...words: readonly string[]) => runCommand(place, 'glossary', ...words)
const file = (name: string) => path.join(place.folder, name)

beforeAll(async () => {
  build('server')
  place = await preparedPlace('with-tables')
})
afterAll(() => place.remove())

test('a glossary is read in after a look at what changes, and comes out as CSV and as a workbook', () => {
  const table = 'source,class,locale,form,status\nRiver Forum,organisation,th,เวทีแม่น้ำ,approved\n'
  fs.writeFileSync(file('in.csv'), table)
  expect(run('import', file('in.csv'), '--preview')).toMatchObject({
    code: 0,
    out: expect.stringContaining('1 would be added, 0 would be changed, 0 unchanged'),
  })
  expect(run('import', file('in.csv')).out).toContain('1 added')

  expect(run('export', file('out.xlsx'))).toMatchObject({ code: 0, out: `${file('out.xlsx')}\n` })
  const again = JSON.parse(run('import', file('out.xlsx'), '--preview', '--json').out)
  expect(again).toMatchObject({ applied: false, added: [], changed: [], unchanged: 1, problems: [] })

  fs.writeFileSync(file('bad.csv'), `${table}Hill Forum,town,th,เวที,approved\n`)
  expect(run('import', file('bad.csv'))).toMatchObject({
    code: 1,
    out: expect.stringContaining('line 3: '),
    errors: expect.stringContaining('nothing was stored'),
  })
  expect(run('export', file('out.pdf'))).toMatchObject({ code: 1, errors: expect.stringContaining('.csv') })
})
