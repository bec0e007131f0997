// When a sentence ends in Chinese: full-width stops end one also without a space. Latin names keep the English rules.
// @see https://www.w3.org/TR/clreq/#punctuation_marks

import type { SentenceRule } from './engine.ts'
import { englishRules } from './english.ts'

const stop = '[。！？｡!?]'
const closers = '[”’」』）》〉】〕"\')\\]]{0,4}'
/** Neither a further stop nor what closes the sentence. */
const beginning = ' ?[^ ”’」』）》〉】〕"\')\\]。！？｡!?…，、；：,;:]'

/** Verbs that say who said what stood in the quotation marks before, in both scripts; not 小说, 知道, 问题. */
const saying =
  '(?:(?<![听聽小学學据據传傳])[说說](?![法明话話])|(?<![知报報街])道(?![路理德])|[问問](?![题題候世])|答(?!案)|[称稱](?![为為号號])|喊|叫(?![做作])|表示|指出|[强強][调調]|[认認][为為]|[写寫](?=[，道])|介[绍紹]|[补補]充|解[释釋]|宣[布佈]|呼[吁籲]|透露|回[应應]|坦言|感[叹嘆]|提醒|建[议議]|[评評][价價]|笑着|嘟囔|喃喃)'
const speaker = `[\\p{sc=Han}·]{0,20}${saying}`

/** A text without any of these is one sentence. */
export const chineseStops = /[。！？｡.!?…•◦▪‣⁃●)）]/u

/**
 * Gives straight quotation marks a side by counting them, since without a space between sentences nothing else tells
 * whether `。"` closes the sentence before or opens the next. An odd number stays as it is.
 */
export function sideQuotes(text: string): string {
  const marks = text.split('"')
  if (marks.length % 2 === 0) return text
  return marks.reduce((before, part, index) => `${before}${index % 2 === 1 ? '“' : '”'}${part}`)
}

/** The rules in order; the first that matches at a position decides. */
export const chineseRules: readonly SentenceRule[] = [
  {
    name: 'inside-title-marks',
    kind: 'join',
    before: `《[^《》]{0,60}(?:${stop}|…)`,
    after: '[^《》]{0,60}》',
  },
  { name: 'after-title-marks', kind: 'join', before: '[！？!?…]》', after: '[^ ]' },
  // 孩子们喊着“新年好！”跑进了院子: without a colon the quotation is a part of the sentence.
  {
    name: 'embedded-quotation',
    kind: 'join',
    before: `\\p{sc=Han}[“‘「『][^“”‘’「」『』]{1,40}(?:${stop}|…)[”’」』]{1,2}`,
    after: '\\p{sc=Han}',
  },
  {
    name: 'quoted-word',
    kind: 'join',
    before: '[“‘「『][^”’」』。]{1,8}[！？!?][”’」』]',
    after: '[的地得和与是也等]',
  },
  // “不亦说乎？”这句话出自《论语》: what was quoted is the subject. After a colon the sentence ends with it.
  {
    name: 'quotation-as-subject',
    kind: 'join',
    before: `(?:^|[^：:，,“‘「『”’」』])[“‘「『][^“”‘’「」『』]{1,60}(?:${stop}|…)[”’」』]{1,2}`,
    after: '[这那這][句首个個一种種样樣些段类類番话話项項场場部]',
  },
  {
    name: 'quotation-then-particle',
    kind: 'join',
    before: `(?:${stop}|…)[”’」』]{1,2}`,
    after: '(?:的(?![确確])|等(?![到等了])|之[类類说說语語声聲]|、)',
  },
  // 她说：“好！”然后转身离开了。
  {
    name: 'quotation-then-deed',
    kind: 'join',
    before: `[：:][“‘「『][^“”‘’「」『』]{1,60}(?:${stop}|…)[”’」』]{1,2}`,
    after: '(?:然后|然後|便(?![利宜])|就(?![业業是])|[并並](?!非)|一[边邊]|接着)',
  },
  {
    name: 'quotation-after-colon',
    kind: 'break',
    before: `(?:[：:]|${saying}[，,])[“「『][^“”「」『』]{1,100}(?:${stop}|…)[”」』]{1,2}`,
    after: beginning,
  },
  { name: 'quotation-then-speaker', kind: 'join', before: `(?:${stop}|…)[”’」』"]{1,2}`, after: speaker },
  // “你什么时候回来？”电话那头，女儿问。
  {
    name: 'quotation-then-clause-and-speaker',
    kind: 'join',
    before: `(?:${stop}|…)[”’」』"]{1,2}`,
    after: `[\\p{sc=Han}·]{1,12}，${speaker}\\p{sc=Han}{0,4}[。，]`,
  },
  // “值得吗？”她停顿了一下，“值得。”
  {
    name: 'between-halves-of-quotation',
    kind: 'join',
    before: `(?:${stop}|…)[”’」』"]{1,2}`,
    after: '[\\p{sc=Han}·]{1,12}，(?:[\\p{sc=Han}·]{1,12}，)?[“‘「『]',
  },
  {
    name: 'stop-in-aside',
    kind: 'join',
    before: '[\\p{L}\\p{N}][（(][^（）()]{1,40}[。！？!?][）)]',
    after: '\\p{sc=Han}',
  },
  { name: 'before-attribution', kind: 'join', before: `(?:${stop}|…)[”’」』》]{0,2}`, after: ' ?——' },
  { name: 'item-number-after-stop', kind: 'join', before: '(?:^|[。！？｡；]) ?\\d{1,2}[.)]', after: ' ' },
  ...englishRules.filter(({ name }) => name !== 'east-asian-stop'),
  { name: 'full-width-stop', kind: 'break', before: `[。！？｡]${closers}`, after: beginning },
  {
    name: 'half-width-stop',
    kind: 'break',
    before: `[\\p{sc=Han}”’」』）》][!?]${closers}`,
    after: beginning,
  },
  {
    name: 'byline-in-brackets',
    kind: 'break',
    before:
      '(?:^[（(](?:[^（）()]{0,20}[记記]者[^（）()]{0,20}|\\p{sc=Han}{2,4}[：:][^（）()]{1,40}|完)|[。！？”][（(]完)[）)]',
    after: beginning,
  },
  { name: 'quoted-ellipsis', kind: 'break', before: '…[”’」』]', after: beginning },
]
