// Files that are odd and valid all the same: what tools write that nobody thinks of. Each comes back to the byte, takes
// new targets in every segment, whole and in pieces, and reads back what was asked for, in every encoding.

import { describe, expect, test } from 'vitest'

import type { XliffEdit } from '../../server/formats/xliff/judge.ts'
import { mergeXliff } from '../../server/formats/xliff/merge.ts'
import { StreamedMerge } from '../../server/formats/xliff/merge-stream.ts'
import { openXliff, type XliffDocument } from '../../server/formats/xliff/read.ts'
import { readUnit, type ReadSegment } from '../../server/formats/xliff/unit.ts'
import { validateXliff } from '../../server/formats/xliff/validate.ts'

const version12 = (files: string) =>
  `<?xml version="1.0"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">${files}</xliff>`
const file12 = (units: string) =>
  `<file original="a" source-language="en" target-language="th" datatype="plaintext"><body>${units}</body></file>`
const version2 = (files: string) =>
  `<?xml version='1.0' standalone='yes'?><xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="th">${files}</xliff>`
const unit2 = (segment: string) =>
  version2(`<file id="f"><unit id="u"><segment>${segment}</segment></unit></file>`)

const files: Readonly<Record<string, string>> = {
  'groups in groups, the same id in two files': version12(
    file12(
      '<group id="g"><group id="h"><trans-unit id="1"><source>A <g id="1">b <g id="2">c</g></g><x id="3"/></source><target/></trans-unit></group></group>',
    ) + file12('<trans-unit id="1"><source>Other file</source></trans-unit>'),
  ),
  'two marks with one mid': version12(
    file12(
      '<trans-unit id="1"><source>One. Two.</source><seg-source><mrk mtype="seg" mid="0">One.</mrk> <mrk mtype="seg" mid="0">Two <mrk mtype="term">x</mrk>.</mrk></seg-source><target><mrk mid="0" mtype="seg">หนึ่ง</mrk> <mrk mtype="seg" mid="0">สอง</mrk></target></trans-unit>',
    ),
  ),
  'CDATA, a comment and an instruction in a target': version12(
    file12(
      '<trans-unit id="__proto__"><source><![CDATA[<b>a</b> & ]]]]><![CDATA[> b]]></source><target>x<![CDATA[y<z>]]>w<!-- c --><?pi d?></target></trans-unit>',
    ),
  ),
  'ids that objects have by themselves': version2(
    '<file id="constructor"><unit id="__proto__"><segment><source>a<!-- <x/> --> b<?p <q>?></source><target><!--only--></target></segment></unit></file>',
  ),
  'references, and words from right to left': unit2(
    '<source>&#x1F600; &#38;amp; &lt;b&gt; &quot;&apos; &#10;&#13;\t</source><target>&#x200F;عربي &#x2067;x&#x2069;</target>',
  ),
  'a prefix for the core, single quotes and no target language':
    '<x:xliff xmlns:x="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en"><x:file id="f"><x:unit id="u"><x:segment\n state = \'initial\'\n><x:source>A <x:pc id="1">b</x:pc></x:source></x:segment></x:unit></x:file></x:xliff>',
  'ignorables before and between, a code over two segments': version2(
    '<file id="f1"><group id="g"><unit id="u"><ignorable><source> </source></ignorable><segment id="s1"><source>A <sc id="1"/>b</source></segment><ignorable><source>\n</source></ignorable><segment><source>c<ec startRef="1"/></source></segment></unit></group></file><file id="f2"><unit id="u"><segment><source xml:space="preserve">  A  </source></segment></unit></file>',
  ),
  'words inside of native codes': version12(
    file12(
      '<trans-unit id="a"><source>See <ph id="1">[img alt="<sub>words <g id="2">x</g></sub>" t="<sub>more</sub>"]</ph> end <bpt id="3">{b}</bpt>k<ept id="3">{/b}</ept><it id="4" pos="open">[i]</it></source></trans-unit>',
    ),
  ),
  'nothing in sources and targets': version12(
    file12(
      '<trans-unit id="a"><source/><target/></trans-unit><trans-unit id="b"><source></source></trans-unit><trans-unit id="c" translate="no"><source>Q</source></trans-unit><trans-unit id="d"><source>Word</source><target></target></trans-unit>',
    ),
  ),
  'an alternative with a source of its own, a unit in a binary one': version12(
    file12(
      '<trans-unit id="a"><source>Word</source><target state="final">คำ</target><alt-trans><source>W</source><target>x</target></alt-trans></trans-unit><bin-unit id="b" mime-type="image/png"><bin-source><internal-file>AAA=</internal-file></bin-source><trans-unit id="c"><source>In bin</source></trans-unit></bin-unit>',
    ),
  ),
  'characters of private use': unit2('<source>\uE000 a \uF123\uE801 <ph id="1"/></source>'),
  'braces that look like codes': unit2('<source>Use {0} and {{1}} <ph id="1"/> {/1}</source>'),
  'every kind of line end': unit2('\r\n<source>A\r\nB</source>\r\n<target>C\rD</target>'),
  'words that may not be edited, a comment beside them': unit2(
    '<source>Call <mrk id="1" translate="no">ACC <ph id="2"/></mrk> now <mrk id="3" type="comment" value="x &amp; &gt; y">ok</mrk></source><target>โทร <mrk id="1" translate="no">ACC <ph id="2"/></mrk></target>',
  ),
  '> inside of quotes and of words': unit2('<source>A <ph id="1" disp="a>b"/> c > d</source>'),
}

/** What is odd and not valid, and has to work all the same. */
const faultsOf: Readonly<Record<string, readonly string[]>> = { 'two marks with one mid': ['core/mark'] }
const rulesBrokenIn = (bytes: Buffer) => validateXliff(bytes).findings.map(({ rule }) => rule)

const encodings: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with a mark': (text) => Buffer.from(`\uFEFF${text}`),
  'UTF-16 LE': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'UTF-16 BE': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
}

const options = { targetLanguage: 'th' }
const merged = (document: XliffDocument, edits: Iterable<XliffEdit>) =>
  Buffer.concat([...mergeXliff(document, edits, options)])

/** The segments that may be edited, in order. */
function editable(document: XliffDocument): readonly ReadSegment[] {
  return document.units
    .filter(({ locked }) => locked === null)
    .flatMap((unit) => readUnit(document, unit).segments)
    .filter(({ place }) => place.source && !place.locked)
}

const editOf = ({ place, source }: ReadSegment, target: string): XliffEdit => ({
  ...{ file: place.unit.file.ordinal, unit: place.unit.ordinal, segment: place.ordinal, source, target },
})

function* piecesOf(bytes: Buffer, size: number): Generator<Uint8Array> {
  const first = Math.min(400, bytes.length)
  yield bytes.subarray(0, first)
  for (let at = first; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

describe.each(Object.entries(encodings))('in %s', (_encoding, encode) => {
  test.each(Object.entries(files))('%s', (name, text) => {
    const bytes = encode(text)
    const document = openXliff(bytes)
    const segments = editable(document)
    const own = segments.flatMap((segment) =>
      segment.target === null ? [] : [editOf(segment, segment.target)],
    )
    const all = segments.map((segment) => ({
      ...editOf(segment, `ใหม่ & < ${segment.source}`),
      state: 'translated',
    }))

    const faults = faultsOf[name] ?? []
    expect(rulesBrokenIn(bytes)).toEqual(faults)
    expect(merged(document, [])).toEqual(bytes)
    expect(merged(document, own)).toEqual(bytes)
    const written = merged(document, all)
    expect(editable(openXliff(written)).map(({ target }) => target)).toEqual(all.map(({ target }) => target))
    expect(rulesBrokenIn(written)).toEqual(faults)
    for (const size of [1, 7, bytes.length]) {
      const merge = new StreamedMerge(all, options)
      expect(Buffer.concat([...merge.pieces(piecesOf(bytes, size))])).toEqual(written)
      expect(merge.refusals).toEqual([])
    }
  })
})
