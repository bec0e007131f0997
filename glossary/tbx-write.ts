// Writes term bases as TBX-Basic: version 3 in the style DCA, or version 2 for tools that read no other.

import type { Tbx, TbxConcept, TbxDatum } from './tbx.ts'

interface Names {
  readonly entry: string
  readonly language: string
  readonly term: string
}

const names: Readonly<Record<'2' | '3', Names>> = {
  '3': { entry: 'conceptEntry', language: 'langSec', term: 'termSec' },
  '2': { entry: 'termEntry', language: 'langSet', term: 'tig' },
}

/** Writes a term base, piece by piece. */
export function* writeTbx(tbx: Omit<Tbx, 'version' | 'style'>, version: '2' | '3' = '3'): Generator<string> {
  const dialect = tbx.dialect || 'TBX-Basic'
  const language = escape(tbx.language || 'en')
  const source = (tbx.source.length > 0 ? tbx.source : ['Setara'])
    .map((line) => `<p>${escape(line)}</p>`)
    .join('')
  yield '<?xml version="1.0" encoding="UTF-8"?>\n'
  yield version === '3'
    ? `<tbx type="${escape(dialect)}" style="dca" xml:lang="${language}" xmlns="urn:iso:std:iso:30042:ed-2">\n  <tbxHeader><fileDesc><sourceDesc>${source}</sourceDesc></fileDesc></tbxHeader>\n`
    : `<martif type="${escape(dialect)}" xml:lang="${language}">\n  <martifHeader><fileDesc><sourceDesc>${source}</sourceDesc></fileDesc></martifHeader>\n`
  yield '  <text>\n    <body>\n'
  for (const concept of tbx.concepts) yield conceptOf(concept, names[version])
  yield `    </body>\n  </text>\n</${version === '3' ? 'tbx' : 'martif'}>\n`
}

function conceptOf({ id, data, languages }: TbxConcept, { entry, language, term }: Names): string {
  const lines = [
    `<${entry}${id === null ? '' : ` id="${escape(id)}"`}>`,
    ...data.map((datum) => `  ${datumOf(datum)}`),
  ]
  for (const section of languages) {
    lines.push(`  <${language} xml:lang="${escape(section.language)}">`)
    lines.push(...section.data.map((datum) => `    ${datumOf(datum)}`))
    for (const { text, data: own } of section.terms) {
      lines.push(`    <${term}>`, `      <term>${escape(text)}</term>`)
      lines.push(...own.map((datum) => `      ${datumOf(datum)}`), `    </${term}>`)
    }
    lines.push(`  </${language}>`)
  }
  return [...lines, `</${entry}>`].map((line) => `      ${line}\n`).join('')
}

function datumOf(datum: TbxDatum): string {
  const { kind, category, text, target, details } = datum
  const type = category === null ? '' : ` type="${escape(category)}"`
  const pointer = target === null ? '' : ` target="${escape(target)}"`
  const element = `<${kind}${type}${pointer}>${escape(text)}</${kind}>`
  return details.length === 0
    ? element
    : `<${kind}Grp>${element}${details.map(datumOf).join('')}</${kind}Grp>`
}

function escape(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\r/g, '&#13;')
}
