// When a sentence ends in Chinese: full-width stops end one also without a space. Latin names keep the English rules.
// @see https://www.w3.org/TR/clreq/#punctuation_marks

import type { SentenceRule } from './engine.ts'
import { englishRules } from './english.ts'

const stop = '[。！？｡!?]'
const closers = '[”’」』）》〉】〕"\')\\]]{0,4}'
/** Neither a further stop nor what closes the sentence. */
const beginning = ' ?[^ ”’」』）》〉】〕"\')\\]。！？｡!?…，、；：,;:]'

/** Verbs that say who said what stood in the quotation marks before. */
const saying = '(?:说|道|问|答|称|表示|指出|强调|认为|写道|回答|介绍|补充|解释|宣布|呼吁|透露|回应|坦言|感叹)'
const speaker = `[\\p{sc=Han}·]{0,10}${saying}`

/** A text without any of these is one sentence. */
export const chineseStops = /[。！？｡.!?…•◦▪‣⁃●)]/u

/** The rules in order; the first that matches at a position decides. */
export const chineseRules: readonly SentenceRule[] = [
  {
    name: 'inside-title-marks',
    kind: 'join',
    before: `《[^《》]{0,60}(?:${stop}|…)`,
    after: '[^《》]{0,60}》',
  },
  { name: 'after-title-marks', kind: 'join', before: '[！？!?…]》', after: '[^ ]' },
  { name: 'quotation-then-speaker', kind: 'join', before: `(?:${stop}|…)[”’」』"]{1,2}`, after: speaker },
  {
    name: 'quoted-word',
    kind: 'join',
    before: '[“‘「『][^”’」』。]{1,8}[！？!?][”’」』]',
    after: '[的地得和与是也等]',
  },
  { name: 'item-number-after-stop', kind: 'join', before: '(?:^|[。！？｡；]) ?\\d{1,2}[.)]', after: ' ' },
  ...englishRules.filter(({ name }) => name !== 'east-asian-stop'),
  { name: 'full-width-stop', kind: 'break', before: `[。！？｡]${closers}`, after: beginning },
  {
    name: 'half-width-stop',
    kind: 'break',
    before: `[\\p{sc=Han}”’」』）》][!?]${closers}`,
    after: beginning,
  },
  { name: 'quoted-ellipsis', kind: 'break', before: '…[”’」』]', after: beginning },
]
