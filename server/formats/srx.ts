// The sentence rules as SRX 2.0, so that other tools segment as we do.
// @see https://www.unicode.org/uli/pas/srx/srx20.html

import type { SentenceRule } from '#domain/segmentation/engine.ts'
import { ruleSets } from '#domain/segmentation/rule-sets.ts'

import { escapeHtml } from './clean.ts'

/**
 * Writes all rule sets as one SRX file. A rule that counts only in some texts looks back at how the text begins,
 * because SRX has no such condition.
 */
export function writeSrx(): string {
  const sets = [...ruleSets]
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<srx xmlns="http://www.lisa.org/srx20" version="2.0">',
    '<header segmentsubflows="yes" cascade="no">',
    '<formathandle type="start" include="no"/>',
    '<formathandle type="end" include="yes"/>',
    '<formathandle type="isolated" include="no"/>',
    '</header>',
    '<body>',
    '<languagerules>',
    ...sets.flatMap(([, { name, rules }]) => [
      `<languagerule languagerulename="${name}">`,
      ...rules.map(ruleLine),
      '</languagerule>',
    ]),
    '</languagerules>',
    '<maprules>',
    ...sets.map(
      ([tag, { name }]) => `<languagemap languagepattern="${patternOf(tag)}" languagerulename="${name}"/>`,
    ),
    '</maprules>',
    '</body>',
    '</srx>',
    '',
  ].join('\n')
}

/** How far a condition on the beginning of the text looks back. */
const reach = 1500

function ruleLine({ name, kind, before, after, when }: SentenceRule): string {
  const condition = when ? `(?<=${when.source}.{0,${reach}})` : ''
  const joined = before.includes('|') && when ? `(?:${before})` : before
  return [
    `<rule break="${kind === 'break' ? 'yes' : 'no'}"><!-- ${name} -->`,
    `<beforebreak>${pattern(joined + condition)}</beforebreak>`,
    `<afterbreak>${pattern(after)}</afterbreak></rule>`,
  ].join('')
}

// Our rules see single spaces; in other tools white space is still as it was.
const pattern = (source: string): string => escapeHtml(source.replace(/ /g, '\\s'))

const patternOf = (tag: string): string =>
  tag === '*' ? '.*' : `${Array.from(tag, (letter) => `[${letter.toUpperCase()}${letter}]`).join('')}.*`
