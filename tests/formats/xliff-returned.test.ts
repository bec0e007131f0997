import { expect, test } from 'vitest'

import { ReturnedReader, type ReturnedKind } from '../../server/formats/xliff/returned-reader.ts'

const unit = (n: number, end: string) =>
  `<unit id="u${n}">${end}<segment><source>Sentence ${n}.</source>${end}<target>Câu ${n}.</target></segment></unit>${end}`
const file = (units: number, end: string) =>
  `<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="vi"><file id="f">${end}${Array.from(
    { length: units },
    (_, n) => unit(n, end),
  ).join('')}</file></xliff>`

function read(text: string, kind: ReturnedKind, pieceBytes: number) {
  const bytes = Buffer.from(text)
  const reader = new ReturnedReader(kind)
  const pieces = []
  for (let at = 0; at < bytes.length; at += pieceBytes)
    pieces.push(reader.write(bytes.subarray(at, at + pieceBytes)))
  pieces.push(reader.end())
  return pieces.flatMap(({ units }) => units)
}

test.each([
  ['\n', 'LF'],
  ['\r\n', 'CRLF'],
  ['\r', 'CR'],
])('each unit has its line, wherever a piece ends (%j)', (end) => {
  const text = file(40, end)
  for (const pieceBytes of [400, 401, 997, 100_000]) {
    const ours = read(text, 'ours', pieceBytes)
    expect(ours.map(({ line }) => line)).toEqual(Array.from({ length: 40 }, (_, n) => 2 + 3 * n))
    const foreign = read(text, 'foreign', pieceBytes)
    expect(foreign.map(({ line }) => line)).toEqual(Array.from({ length: 40 }, (_, n) => 3 + 3 * n))
    expect(foreign.at(-1)).toMatchObject({ block: 40, source: 'Sentence 39.', target: 'Câu 39.' })
  }
})
