import { expect, test } from 'vitest'

import { UnitIndex, type IndexedUnit } from '#domain/memory/unit-index.ts'

const unit = (id: number, targetLocale: string, source = 'Read the whole report here'): IndexedUnit => ({
  ...{ id, projectId: 'news', sourceLocale: 'en', targetLocale, originId: '', print: id },
  ...{ source, target: `${targetLocale} ${id}` },
})
const asked = {
  ...{ projectId: 'news', sourceLocale: 'en', targetLocales: ['th', 'lo'] },
  ...{ source: 'Read the whole report there', least: 0.7, limit: 5 },
}

test('many units of a sister language hide none of the own', () => {
  const index = new UnitIndex()
  index.add(unit(1, 'th'))
  for (let id = 2; id < 40; id++) index.add(unit(id, 'lo'))
  const [found] = index.similar(asked)
  expect(found?.ids).toContain(1)
  expect(found?.ids.filter((id) => id > 1)).toEqual([39, 38, 37, 36, 35, 34, 33, 32])
})

test('of many units with one source the newest are named, in whatever order they came', () => {
  const index = new UnitIndex()
  for (let id = 200; id > 0; id--) index.add(unit(id, 'th'))
  expect(index.similar(asked)[0]?.ids).toEqual([200, 199, 198, 197, 196, 195, 194, 193])
})

test('what shares little with a short text is found all the same', () => {
  const index = new UnitIndex()
  index.add(unit(1, 'th', 'Good morning'))
  for (let id = 2; id < 5000; id++) index.add(unit(id, 'th', `Sentence ${id * 7919} of a heap ${id}`))
  index.tidy()
  const [near] = index.similar({ ...asked, source: 'Good evning' })
  expect(near).toEqual({ similarity: 0.75, ids: [1] })
})
