// Writes judged edits of a unit as splices: targets and states go where each version of XLIFF has them.

import type { XliffErrorCode, XliffError } from './error.ts'
import { refusal, type Judged } from './judge.ts'
import { attributeOf, attributesOf, escapeValue, nameIn, valueIn } from './markup.ts'
import type { ElementPlace, SegmentPlace, UnitPlace } from './places.ts'
import type { XliffReading } from './read.ts'
import type { Splice } from './splice.ts'
import { readState } from './states.ts'
import { contentOf, corePrefix, startTag } from './unit.ts'

/** Collects the splices of units. */
export class TargetSplices {
  readonly #reading: XliffReading
  splices: Splice[] = []
  /** Whether a segment got a target that had none. */
  firstTarget = false

  constructor(reading: XliffReading) {
    this.#reading = reading
  }

  /** @throws XliffError when the unit has no place for a target */
  write(unit: UnitPlace, judged: readonly Judged[]): void {
    if (this.#reading.dialect === '2') for (const one of judged) this.#splice2(one)
    else if (unit.segSource && unit.segments.some(({ mid }) => mid !== null))
      this.#spliceSegmented(unit, judged)
    else for (const one of judged) this.#splice12(unit, one)
  }

  #splice2({ segment, content, state, subState }: Judged): void {
    const { tag, source, target } = segment.place
    if (tag && (state !== null || subState !== null)) {
      const old = this.#reading.xml.slice(tag.start, tag.end)
      const current = valueIn(old, 'state') ?? 'initial'
      const stateTag = state === null || state === current ? old : withAttribute(old, 'state', state)
      const moved = stateTag !== old || (state === null && subState !== null)
      this.#replace(tag.start, tag.end, moved ? withAttribute(stateTag, 'subState', subState || null) : old)
    }
    if (content === null || !source) return
    if (target) this.#spliceContent(target, startTag(this.#reading, target), content)
    else this.#insertTarget(source, source, content, [])
  }

  #splice12(unit: UnitPlace, { segment, content, state, subState }: Judged): void {
    const { source, target } = segment.place
    if (!source) return
    const attributes: [string, string | null][] = []
    if (state !== null && !this.#hasState(target, state)) attributes.push(['state', state])
    if (attributes.length > 0 || subState) attributes.push(['state-qualifier', subState || null])
    if (!target) {
      if (content !== null) this.#insertTarget(unit.segSource ?? source, source, content, attributes)
    } else {
      const tag = attributes.reduce(
        (changed, [name, value]) => withAttribute(changed, name, value),
        startTag(this.#reading, target),
      )
      this.#spliceContent(target, tag, content)
    }
    this.#approve(unit, state)
  }

  #spliceSegmented(unit: UnitPlace, judged: readonly Judged[]): void {
    const { segSource, source, target } = unit
    if (!segSource || !source) return
    const edited = judged.filter(({ content }) => content !== null)
    const state = lowest(judged.map((one) => one.state))
    const attributes: [string, string | null][] =
      state !== null && !this.#hasState(target, state)
        ? [
            ['state', state],
            ['state-qualifier', null],
          ]
        : []
    const marked = unit.segments.some((segment) => segment.target)
    if (target) {
      if (!marked && edited.length > 0 && contentOf(this.#reading, target).trim() !== '') {
        const first = edited[0]?.segment.place
        if (first)
          throw this.#refuse('UNSUPPORTED_TARGET', 'The source is segmented and the target is not', first)
      }
      const tag = attributes.reduce(
        (changed, [name, value]) => withAttribute(changed, name, value),
        startTag(this.#reading, target),
      )
      const whole = marked || edited.length === 0 ? null : this.#skeleton(segSource, unit, edited)
      this.#spliceContent(target, tag, whole)
      if (marked) for (const one of edited) this.#spliceMark(unit, target, one, edited)
    } else if (edited.length > 0) {
      this.#insertTarget(segSource, source, this.#skeleton(segSource, unit, edited), attributes)
    }
    this.#approve(unit, state)
  }

  #spliceMark(
    unit: UnitPlace,
    target: ElementPlace,
    { segment, content }: Judged,
    edited: readonly Judged[],
  ): void {
    const { place } = segment
    if (content === null) return
    if (place.target) {
      this.#spliceContent(place.target, startTag(this.#reading, place.target), content)
      return
    }
    const earlier = unit.segments.slice(0, place.ordinal)
    const gap = earlier.some(
      (known) =>
        known.mid === place.mid && !known.target && !edited.some((one) => one.segment.place === known),
    )
    if (gap)
      throw this.#refuse('UNSUPPORTED_TARGET', 'An earlier segment with the same mid has no target', place)
    const before = earlier.findLast((known) => known.target)?.target
    const at = before ? before.end : target.open
    const prefix = corePrefix(this.#reading, target)
    this.#replace(
      at,
      at,
      `<${prefix}mrk mtype="seg" mid="${escapeValue(place.mid ?? '')}">${content}</${prefix}mrk>`,
    )
  }

  /** The segmented source with the words of the targets in its marks; segments without one stay empty. */
  #skeleton(segSource: ElementPlace, unit: UnitPlace, edited: readonly Judged[]): string {
    const text = this.#reading.xml
    let written = ''
    let from = segSource.open
    for (const { source, ordinal } of unit.segments) {
      if (!source) continue
      const content = edited.find(({ segment }) => segment.place.ordinal === ordinal)?.content ?? ''
      const tag = text.slice(source.start, source.open)
      const isEmpty = source.end === source.open
      const name = nameIn(tag)
      written += text.slice(from, source.start)
      written += `${isEmpty ? tag.replace(/\s*\/>$/, '>') : tag}${content}</${name}>`
      from = source.end
    }
    return written + text.slice(from, segSource.close)
  }

  #spliceContent(place: ElementPlace, tag: string, content: string | null): void {
    const text = this.#reading.xml
    const isEmpty = place.open === place.end
    if (content !== null && content !== '' && isEmpty) {
      const name = nameIn(tag)
      this.#replace(place.start, place.end, `${tag.replace(/\s*\/>$/, '>')}${content}</${name}>`)
      return
    }
    this.#replace(place.start, place.open, tag)
    if (content !== null && !isEmpty && content !== text.slice(place.open, place.close)) {
      this.splices.push({ start: place.open, end: place.close, text: content })
    }
  }

  #insertTarget(
    after: ElementPlace,
    source: ElementPlace,
    content: string,
    attributes: readonly [string, string | null][],
  ): void {
    const text = this.#reading.xml
    const prefix = corePrefix(this.#reading, source)
    const declared = attributesOf(startTag(this.#reading, source)).filter(
      ({ name }) => name.startsWith('xmlns') || name === 'xml:space',
    )
    const tag = [
      ...declared.map(({ name, value }): [string, string | null] => [name, value]),
      ...attributes,
    ].reduce((changed, [name, value]) => withAttribute(changed, name, value), `<${prefix}target>`)
    // The target stands under the source as the source stands under what comes before it.
    const indent = /[ \t\r\n]*$/.exec(text.slice(Math.max(0, source.start - 200), source.start))?.[0] ?? ''
    const at = after.end
    this.#replace(at, at, `${indent}${tag}${content}</${prefix}target>`)
    this.firstTarget = true
  }

  #hasState(target: ElementPlace | null, state: string): boolean {
    if (!target) return false
    return valueIn(startTag(this.#reading, target), 'state') === state
  }

  /** In 1.2 approval is an attribute of its own. */
  #approve(unit: UnitPlace, state: string | null): void {
    if (state === null) return
    const old = this.#reading.xml.slice(unit.start, unit.open)
    const approved = valueIn(old, 'approved')
    const ours = readState('1.2', state)
    const wanted = ours === 'reviewed' || ours === 'final' ? 'yes' : 'no'
    if ((approved ?? 'no') !== wanted)
      this.#replace(unit.start, unit.open, withAttribute(old, 'approved', wanted))
  }

  #replace(start: number, end: number, text: string): void {
    if (this.#reading.xml.slice(start, end) !== text) this.splices.push({ start, end, text })
  }

  #refuse(code: XliffErrorCode, message: string, place: SegmentPlace): XliffError {
    return refusal(this.#reading, code, message, place)
  }
}

/** Gives a start tag with an attribute set, or removed by null; everything else of it stays. */
export function withAttribute(tag: string, name: string, value: string | null): string {
  const found = attributeOf(tag, name)
  if (found && value === null) {
    const before = tag.slice(0, found.start).trimEnd()
    return before + tag.slice(found.valueEnd + 1)
  }
  if (value === null) return tag
  const written = escapeValue(value)
  if (found)
    return tag.slice(0, found.valueStart) + written.replaceAll("'", '&apos;') + tag.slice(found.valueEnd)
  const end = tag.endsWith('/>') ? tag.length - 2 : tag.length - 1
  const before = tag.slice(0, end)
  return `${before.trimEnd()} ${name}="${written}"${before.slice(before.trimEnd().length)}${tag.slice(end)}`
}

const order = ['initial', 'translated', 'reviewed', 'final']

/** The state of the furthest-back segment, because 1.2 has one for all segments of a unit. */
function lowest(states: readonly (string | null)[]): string | null {
  const rank = (state: string) => order.indexOf(readState('1.2', state) ?? 'initial')
  return states
    .filter((state) => state !== null)
    .reduce<string | null>((low, state) => (low === null || rank(state) < rank(low) ? state : low), null)
}
