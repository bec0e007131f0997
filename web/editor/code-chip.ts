// Chips of inline codes outside the field: in source texts, in rows that nobody edits and in the history.

import { css, html } from 'lit'
import type { TemplateResult } from 'lit'

import { withoutPrivateUse } from '#domain/inline.ts'
import type { Code, CodedText, Mark } from '#domain/inline.ts'

import { chipLabel, partsOf } from './codes.ts'
import type { ChipWords } from './core/chips.ts'

/** The message function of the element that shows the text. */
export type Translate = (
  key: string,
  values?: Readonly<Record<string, string | number | null | undefined>>,
) => string

/** Words of a chip in the language of the interface. */
export function chipWords(t: Translate, mark: Mark, codes: readonly Code[]): ChipWords {
  const code = codes.find((one) => one.id === mark.id)
  const shown = chipLabel(mark.part, mark.id, code)
  return { shown, spoken: t(`editor.code.${mark.part}`, { id: mark.id, name: code?.display ?? '' }) }
}

/** Renders a coded text with chips; `words` renders a stretch of words that starts at an offset. */
export function codedText(
  t: Translate,
  text: CodedText,
  codes: readonly Code[],
  words: (text: string, start: number) => unknown = (plain) => plain,
): readonly unknown[] {
  return partsOf(text).map((part) =>
    part.kind === 'mark'
      ? chip(chipWords(t, part.mark, codes), part.mark)
      : words(withoutPrivateUse(part.text), part.start),
  )
}

function chip(words: ChipWords, mark: Mark): TemplateResult {
  return html`<span class="chip chip-${mark.part}" role="img" aria-label=${words.spoken} title=${words.spoken}
    >${words.shown}</span
  >`
}

/** How chips look everywhere. */
export const chipStyles = css`
  .chip {
    display: inline-block;
    margin-inline: 1px;
    padding-inline: 0.35em;
    border: 1px solid var(--plum, #5a3c8c);
    border-radius: 3px;
    background: var(--plum-soft, #ebe4f6);
    color: var(--plum, #5a3c8c);
    font-family: var(--font-latin, sans-serif);
    font-size: 0.72em;
    font-weight: 600;
    line-height: 1.5;
    vertical-align: 0.08em;
    white-space: nowrap;
    letter-spacing: 0;
    cursor: default;
  }

  .chip-open {
    border-inline-end-width: 0;
    border-start-end-radius: 0;
    border-end-end-radius: 0;
  }

  .chip-close {
    border-inline-start-width: 0;
    border-start-start-radius: 0;
    border-end-start-radius: 0;
  }
`
