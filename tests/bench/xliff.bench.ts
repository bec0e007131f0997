// Merges and checks files of 100,000 units as the command line does it, in processes of their own.

import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterAll, expect, test } from 'vitest'

import { openXliff } from '../../server/formats/xliff/read.ts'
import { readUnit } from '../../server/formats/xliff/unit.ts'
import { atMost, show, type Figure } from './table.ts'

const units = Number(process.env['BENCH_UNITS'] ?? 100_000)
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setara-xliff-'))
const inFolder = (name: string) => path.join(folder, name)
afterAll(() => fs.rmSync(folder, { recursive: true }))

const sentence = (index: number) =>
  `Sentence ${index} of the centre &amp; its partners, with some more words so that it is as long as news.`
const shapes = {
  '1.2': {
    head: '<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="en" target-language="th" datatype="html"><body>\n',
    unit: (index: number) =>
      `<trans-unit id="u${index}" resname="r${index}" xml:space="preserve">\n  <source>${sentence(index)} <g id="1" ctype="bold">Bold</g> end<x id="2"/></source>\n  <target state="translated">ประโยคที่ ${index} ของศูนย์ <g id="1" ctype="bold">หนา</g> จบ<x id="2"/></target>\n  <note>A note on sentence ${index}</note>\n</trans-unit>\n`,
    foot: '</body></file></xliff>\n',
  },
  '2.0': {
    head: '<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="th"><file id="f">\n',
    unit: (index: number) =>
      `<unit id="u${index}" name="r${index}" xml:space="preserve">\n <notes><note>A note on sentence ${index}</note></notes>\n <segment state="translated">\n  <source>${sentence(index)} <pc id="1" type="fmt">Bold</pc> end<ph id="2"/></source>\n  <target>ประโยคที่ ${index} ของศูนย์ <pc id="1" type="fmt">หนา</pc> จบ<ph id="2"/></target>\n </segment>\n</unit>\n`,
    foot: '</file></xliff>\n',
  },
} as const
type Version = keyof typeof shapes

function write(name: string, pieces: Iterable<string>): string {
  const file = inFolder(name)
  const handle = fs.openSync(file, 'w')
  for (const piece of pieces) fs.writeSync(handle, piece)
  fs.closeSync(handle)
  return file
}

function* fileOf(version: Version): Generator<string> {
  const { head, unit, foot } = shapes[version]
  yield head
  for (let from = 0; from < units; from += 1000) {
    yield Array.from({ length: Math.min(1000, units - from) }, (_, index) => unit(from + index)).join('')
  }
  yield foot
}

function* editLines(): Generator<string> {
  for (let from = 0; from < units; from += 1000) {
    yield Array.from({ length: Math.min(1000, units - from) }, (_, index) => {
      const target = `ใหม่ ${from + index} & {1}หนา{/1} จบ{2/}`
      return `${JSON.stringify({ file: 0, unit: `u${from + index}`, segment: 0, target, state: 'reviewed' })}\n`
    }).join('')
  }
}

/** Runs a command and measures its processor time with all threads, and the most memory it held. */
function measured(...words: readonly string[]): { seconds: number; megabytes: number; output: string } {
  const told =
    'process.on("exit",()=>{const r=process.resourceUsage();process.stderr.write("\\nUSED "+(r.userCPUTime+r.systemCPUTime)/1e6+" "+r.maxRSS/1024+"\\n")})'
  const args = [
    '--import',
    `data:text/javascript,${encodeURIComponent(told)}`,
    'server/start.mjs',
    'cli',
    ...words,
  ]
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  expect(status, stderr).toBe(0)
  const [, seconds = 'NaN', megabytes = 'NaN'] = /USED ([\d.]+) ([\d.]+)/.exec(stderr) ?? []
  return { seconds: Number(seconds), megabytes: Number(megabytes), output: stdout }
}

function figures(
  what: string,
  limits: readonly [number, number],
  { seconds, megabytes }: ReturnType<typeof measured>,
): readonly Figure[] {
  return [
    atMost(`${what}, processor`, limits[0], seconds, 's'),
    atMost(`${what}, memory`, limits[1], megabytes, 'MB'),
  ]
}

/** The figure of translate-toolkit for reading and writing the same file, where it is installed. */
function toolkit(file: string): readonly Figure[] {
  const program = `import resource,sys
from translate.storage import factory
s=factory.getobject(sys.argv[1])
n=0
for u in s.units:
  if u.source: u.target="x"; n+=1
open(sys.argv[2],"wb").write(bytes(s))
r=resource.getrusage(resource.RUSAGE_SELF)
print(n,r.ru_utime+r.ru_stime,r.ru_maxrss/1024)`
  const { stdout, status } = spawnSync('/usr/bin/python3', ['-c', program, file, inFolder('toolkit.xlf')], {
    encoding: 'utf8',
  })
  if (status !== 0) {
    return [{ name: 'translate-toolkit', target: '–', measured: 'not installed', met: true }]
  }
  const [count, seconds, megabytes] = stdout.trim().split(' ')
  const text = `${count} units, ${Number(seconds).toFixed(1)} s, ${Number(megabytes).toFixed(0)} MB`
  return [{ name: 'translate-toolkit', target: '–', measured: text, met: true }]
}

test.each(['1.2', '2.0'] as const)('xliff %s', (version) => {
  const file = write(`in-${version}.xlf`, fileOf(version))
  const edits = write('edits.jsonl', editLines())
  const out = inFolder(`out-${version}.xlf`)
  // Once with nothing, so that no build is measured.
  measured('config', 'check')
  const merge = measured('xliff', 'merge', file, '--edits', edits, '--out', out)
  const check = measured('xliff', 'check', file)
  const merged = openXliff(fs.readFileSync(out))
  const last = merged.units.at(-1)

  expect(merged.units).toHaveLength(units)
  expect(last && readUnit(merged, last).segments[0]).toMatchObject({
    state: 'reviewed',
    target: expect.stringContaining(`ใหม่ ${units - 1} &`),
  })
  show(`XLIFF ${version}, ${units} units, ${(fs.statSync(file).size / 1e6).toFixed(0)} MB`, [
    ...figures('merge of all targets', [3, 400], merge),
    ...figures('full validation', [8, 600], check),
    ...toolkit(file),
  ])
})
