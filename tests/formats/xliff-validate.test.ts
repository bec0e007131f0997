import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { validateXliff } from '../../server/formats/xliff/validate.ts'
import { sharedData } from '../helpers/shared.ts'

const root = sharedData('xliff', 'oasis-2.1-test-suite')

function reports(...folders: readonly string[]) {
  return folders.flatMap((folder) =>
    readdirSync(join(root ?? '', folder))
      .filter((name) => name.endsWith('.xlf'))
      .map((name) => ({ name, ...validateXliff(readFileSync(join(root ?? '', folder, name))) })),
  )
}

/** What the names of the invalid files say is wrong, and the rule that has to say it. The first that fits counts. */
const faults: readonly (readonly [RegExp, string])[] = [
  [
    /InvalidCommentAnnotation|CommentWithValue|RefAndValueInComment|InvalidNoteRef/,
    'core/comment-annotation',
  ],
  [/InvalidFragId/, 'core/fragment'],
  [/Isolated/, 'core/isolated'],
  [/EcBeforeSc/, 'core/isolated'],
  [/EmBeforeSm|InvalidLone/, 'core/marker-pair'],
  [/DifferentCan|YesCanReorderInEc/, 'core/start-end-agree'],
  [/DifferentXmlSpace/, 'core/xml-space'],
  [/CopyOf/, 'core/copy-of'],
  [/DataIdNotUnique/, 'core/data-id-unique'],
  [/DataRef/, 'core/data-ref'],
  [/DuplicateExt/, 'core/extension-id-unique'],
  [/DuplicateNote/, 'core/note-id-unique'],
  [/Skeleton/, 'core/skeleton'],
  [/(?:File|Group)IdNotUnique/, 'core/id-unique'],
  [/(?:Ignorable|Part|Segment)IdNotUnique/, 'core/id-unique-in-unit'],
  [
    /InvalidXmlLangInherited|InvalidXmlLangOn|WrongLang|WrongSourceLang|WrongTargetLang/,
    'core/text-language',
  ],
  [/NoTrgLang/, 'core/target-language'],
  [/canReorderContext/, 'core/can-reorder'],
  [/Reorder/, 'core/reorder-sequence'],
  [/NonRemovable/, 'core/can-delete'],
  [/OrderNotUnique/, 'core/target-order'],
  [/SubStateWithoutState/, 'core/state'],
  [/SubTypeWithoutType|InvalidTypeSubType/, 'core/sub-type'],
  [/SubFlowWithInvalidReference/, 'core/sub-flows'],
  [/UnitWithoutSegment/, 'core/unit-segment'],
  [/HexRange/, 'core/code-point'],
  [/FSAttribute|-fs_/, 'fs/style'],
  [/ExtensionAttribute/, 'structure/foreign-attribute'],
  [/GroupWithoutId|meta-missing-type/, 'structure/attribute-missing'],
  [
    /NoFile|NoUnitOrGroup|NotesWithoutNote|OriginalDataWithoutData|WithoutSource|missing-metaGroup/,
    'structure/missing',
  ],
  [/InvalidNotesIn|TwoSource|ExtensionElementInFile/, 'structure/order'],
  [/ExtensionElement|InvalidValidation/, 'structure/element'],
  [/DirAttributeOnSource|TranslateInSegment|missplaced-appliesTo|has-xml_lang/, 'structure/attribute'],
  [/gls_invalid-extension/, 'structure/text'],
  [/metaGroup-id-not-unique/, 'mda/id-unique'],
  [/gls_/, 'gls/entry'],
  [/wrong-ref/, 'module/ref'],
  [/ID-not-unique|subType-w-o/, 'mtc/match'],
  [/res_/, 'res/item'],
  [/slr_/, 'slr/size'],
  [/ctr/, 'ctr/revisions'],
  [/ExactlyOne|existsInSource/, 'val/rule'],
  [/./, 'structure/value'],
]

describe.skipIf(!root)('the OASIS 2.1 suite', () => {
  test('every valid file is accepted, and every file before and after a process', () => {
    const valid = reports('core/valid', 'modules/valid')
    const inOut = reports('core/in-out')

    expect([valid.length, inOut.length]).toEqual([59, 18])
    expect([...valid, ...inOut].filter((report) => !report.valid)).toEqual([])
  })

  test('every invalid file is refused by the rule that names its fault, with line and column', () => {
    const invalid = reports('core/invalid', 'modules/invalid')

    expect(invalid).toHaveLength(162)
    for (const { name, findings } of invalid) {
      const rule = faults.find(([pattern]) => pattern.test(name))?.[1]
      expect(
        findings.map((finding) => finding.rule),
        name,
      ).toContain(rule)
      for (const { line, column } of findings) expect(line * column).toBeGreaterThan(0)
    }
  })
})

const file = (unit: string) =>
  Buffer.from(
    `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="th"><file id="f">\n${unit}</file></xliff>`,
  )

test('levels find what they are for and nothing more', () => {
  const badId = file(
    '<unit id="1"><segment id="a"><source/></segment><segment id="a"><source/></segment></unit>',
  )
  const badElement = file('<unit id="1"><oops/></unit>')
  const cut = file('<unit id="1">')

  expect(validateXliff(badId, 'structure').valid).toBe(true)
  expect(validateXliff(badId, 'full').findings[0]).toMatchObject({
    rule: 'core/id-unique-in-unit',
    line: 2,
    column: 49,
  })
  expect(validateXliff(badElement, 'wellformed').valid).toBe(true)
  expect(validateXliff(badElement, 'structure').findings.map(({ rule }) => rule)).toContain(
    'structure/element',
  )
  expect(validateXliff(cut, 'wellformed').findings[0]?.rule).toBe('xml/xml')
})

test('a file that is no XLIFF is refused with its place', () => {
  expect(validateXliff(Buffer.from('<?xml version="1.0"?>\n<tmx/>')).findings[0]).toMatchObject({
    rule: 'xml/not-xliff',
    line: 2,
    column: 1,
  })
  expect(validateXliff(new Uint8Array()).findings[0]).toMatchObject({ rule: 'xml/xml', line: 1, column: 1 })
})

test('a 1.2 file lacks what 1.2 requires', () => {
  const bytes = Buffer.from(
    '<xliff version="1.2"><file original="a" source-language="en"><body><trans-unit id="1"><target>x</target></trans-unit></body></file></xliff>',
  )

  expect(validateXliff(bytes).findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([
    'structure/attribute-missing: <file> lacks the attribute datatype',
    'structure/missing: <trans-unit> lacks source',
  ])
})
