// One fault at a time in a file that keeps all rules of XLIFF: each is found under its rule, with its place and a link to the rule.

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { expect, test } from 'vitest'

import { validateXliff } from '../../server/formats/xliff/validate.ts'

/** The rule that a change breaks: what is replaced, and by what. */
export type Fault = readonly [rule: string, from: string, to: string]

/** The text of a file under `fixtures/xliff/valid`. */
export function validFile(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../fixtures/xliff/valid/${name}`, import.meta.url)), 'utf8')
}

/** Tests that each fault is found in a file. */
export function testFaults(valid: string, faults: readonly Fault[]): void {
  test.each(faults)('%s: %s → %s', (rule, from, to) => {
    expect(valid).toContain(from)
    const { findings } = validateXliff(Buffer.from(valid.replace(from, () => to)))
    expect(findings.map((finding) => finding.rule)).toContain(rule)
    for (const { line, column, spec } of findings) {
      expect(line * column).toBeGreaterThan(0)
      expect(spec).toMatch(/^https:\/\/docs\.oasis-open\.org\//)
    }
  })
}
