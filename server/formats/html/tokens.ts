// The tokens of an HTML file with their exact place in it. No tree is built, so that nothing of the file is lost.

import { Tokenizer, TokenizerMode, type Token } from 'parse5'

import type { Range } from '../units.ts'
import { foreignBreakouts } from './elements.ts'

/** A piece of the file; `start` and `end` are UTF-16 offsets, and the pieces cover the file without a gap. */
export type HtmlToken =
  | { readonly kind: 'text'; readonly start: number; readonly end: number; readonly value: string }
  | {
      readonly kind: 'open'
      readonly start: number
      readonly end: number
      readonly name: string
      readonly attributes: ReadonlyMap<string, string>
      /** Where an attribute stands, name and quotes included, as far as the tokenizer knows. */
      readonly placeOf: (attribute: string) => { readonly start: number; readonly end: number } | null
      /** `<svg/>`: only in SVG and MathML does the slash close the element. */
      readonly closed: boolean
      /** Stands in SVG or MathML and ends it. */
      readonly breaksOut: boolean
      /** What rules of the page say of the element, by the attribute that would say it, and of its attributes. */
      readonly said?: ReadonlyMap<string, string>
      readonly saidOf?: ReadonlyMap<string, string>
    }
  | { readonly kind: 'close'; readonly start: number; readonly end: number; readonly name: string }
  | { readonly kind: 'comment'; readonly start: number; readonly end: number; readonly value: string }
  | { readonly kind: 'other'; readonly start: number; readonly end: number }

/** A start tag. */
export type OpenToken = Extract<HtmlToken, { kind: 'open' }>

type TagToken = Token.TagToken
const noAttributes: ReadonlyMap<string, string> = new Map()
type Markup = HtmlToken extends infer T ? (T extends { kind: 'text' } ? never : T) : never

const contentModes = new Map(
  Object.entries({
    title: TokenizerMode.RCDATA,
    textarea: TokenizerMode.RCDATA,
    style: TokenizerMode.RAWTEXT,
    xmp: TokenizerMode.RAWTEXT,
    iframe: TokenizerMode.RAWTEXT,
    noembed: TokenizerMode.RAWTEXT,
    noframes: TokenizerMode.RAWTEXT,
    script: TokenizerMode.SCRIPT_DATA,
    plaintext: TokenizerMode.PLAINTEXT,
  }),
)

const foreignRoots = new Set(['svg', 'math'])
/** Elements of SVG and MathML whose content is HTML again. */
const integrationPoints = new Set([
  'foreignobject',
  'desc',
  'annotation-xml',
  'mi',
  'mo',
  'mn',
  'ms',
  'mtext',
])

/**
 * Hands over all tokens of an HTML file, or of a part of it, in order, one by one; any text is HTML, so this fails
 * only when `take` does.
 */
export function readTokens(
  text: string,
  take: (token: HtmlToken) => void,
  { start: from, end: to }: Range = { start: 0, end: text.length },
): void {
  let characters = ''
  let last = from
  // Open SVG, MathML and their integration points: HTML rules hold when the innermost is a point or none is open.
  const foreign: string[] = []
  const inForeign = () => foreign.length > 0 && !integrationPoints.has(foreign.at(-1) ?? '')

  // NOTE: offsets of parse5's text tokens are wrong after `&#x4e2d<`, and comments cut by the end of the file
  // reach beyond it. So text is what lies between mark-up, and every offset is clamped.
  const markup = (location: Token.Location | null, make: (start: number, end: number) => Markup) => {
    const start = Math.min(Math.max(location ? from + location.startOffset : last, last), to)
    const end = Math.min(Math.max(location ? from + location.endOffset : start, start), to)
    textUntil(start)
    last = end
    take(make(start, end))
  }
  const textUntil = (end: number) => {
    const token = { kind: 'text', start: last, end, value: characters } as const
    characters = ''
    last = end
    if (token.end > token.start) take(token)
  }

  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag(token: TagToken) {
        const name = token.tagName
        const breaksOut = inForeign() && foreignBreakouts.has(name)
        if (breaksOut) foreign.length = 0
        const wasForeign = inForeign()
        const attributes =
          token.attrs.length === 0
            ? noAttributes
            : new Map(token.attrs.map((attribute) => [attribute.name, attribute.value]))
        const opensForeign = foreignRoots.has(name)
        const closed = token.selfClosing && (wasForeign || opensForeign)
        markup(token.location, (start, end) => ({
          kind: 'open',
          start,
          end,
          name,
          attributes,
          placeOf: (attribute) => {
            const place = token.location?.attrs?.[attribute]
            return place && from + place.startOffset > start && from + place.endOffset <= end
              ? { start: from + place.startOffset, end: from + place.endOffset }
              : null
          },
          closed,
          breaksOut,
        }))
        if (!closed && (opensForeign || (wasForeign && integrationPoints.has(name)))) foreign.push(name)
        tokenizer.inForeignNode = inForeign()
        const mode = contentModes.get(name)
        if (mode !== undefined && !wasForeign) tokenizer.state = mode
      },
      onEndTag(token: TagToken) {
        const name = token.tagName
        const at = foreign.lastIndexOf(name)
        if (at !== -1) foreign.length = at
        tokenizer.inForeignNode = inForeign()
        markup(token.location, (start, end) => ({ kind: 'close', start, end, name }))
      },
      onComment: ({ location, data }) =>
        markup(location, (start, end) => ({ kind: 'comment', start, end, value: data })),
      onDoctype: ({ location }) => markup(location, (start, end) => ({ kind: 'other', start, end })),
      onEof: () => textUntil(to),
      onCharacter: ({ chars }) => void (characters += chars),
      onWhitespaceCharacter: ({ chars }) => void (characters += chars),
      onNullCharacter: () => undefined,
    },
  )
  tokenizer.write(from === 0 && to === text.length ? text : text.slice(from, to), true)
}
