// Addresses that link themselves in Markdown, as GitHub sees them. @see https://github.github.com/gfm/#autolinks-extension-

import type { InlineContext, MarkdownConfig } from '@lezer/markdown'

const scheme = /(?:(?:https?|ftp):\/\/|www\.(?=[\p{L}\p{N}]))/iuy
const domain = /[\p{L}\p{M}\p{N}_-]{1,200}(?:\.[\p{L}\p{M}\p{N}_-]{1,200}){0,50}/uy
const path = /[^\s<]{0,4000}/y
const mail = /[\w.+-]{1,100}@[\w-]{1,200}(?:\.[\w-]{1,200}){1,50}/y

const beforeWww = /^[\s*_~(]?$/
const letter = /^[A-Za-z]$/
const inMail = /^[\w.+/-]$/

/** Makes nodes `URL` of addresses in the text. */
export const autolinks: MarkdownConfig = {
  parseInline: [
    {
      name: 'Autolink',
      parse(context, next, at) {
        const character = String.fromCharCode(next)
        if (!/[\w.+-]/.test(character)) return -1
        const before = context.slice(at - 1, at)
        const end = addressEnd(context, character, before, at) ?? mailEnd(context, before, at)
        return end === null ? -1 : context.addElement(context.elt('URL', at, end))
      },
    },
  ],
}

function addressEnd(context: InlineContext, first: string, before: string, at: number): number | null {
  if (!/[hfw]/i.test(first) || letter.test(before)) return null
  const { text, offset } = context
  const named = match(scheme, text, at - offset)
  if (named === null || (/^w/i.test(named) && !beforeWww.test(before))) return null
  const from = at - offset + named.length
  const host = match(domain, text, from)
  if (
    host === null ||
    host
      .split('.')
      .slice(-2)
      .some((part) => part.includes('_'))
  )
    return null
  if (/^w/i.test(named) && host === '') return null
  const whole = named + host + (match(path, text, from + host.length) ?? '')
  return at + withoutTrail(context.hasOpenLink ? beforeBracket(whole) : whole).length
}

function mailEnd(context: InlineContext, before: string, at: number): number | null {
  if (inMail.test(before)) return null
  const found = match(mail, context.text, at - context.offset)
  return found !== null && letter.test(found.slice(-1)) ? at + found.length : null
}

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? null
}

/** In the words of a link, an address ends where they do. */
function beforeBracket(address: string): string {
  let depth = 0
  for (const { 0: bracket, index } of address.matchAll(/[[\]]/g)) {
    depth += bracket === '[' ? 1 : -1
    if (depth < 0) return address.slice(0, index)
  }
  return address
}

/** Punctuation at the end belongs to the sentence, and `)` when it was not opened in the address. */
function withoutTrail(address: string): string {
  let end = address.length
  let extra = [...address.matchAll(/[()]/g)].reduce((sum, [sign]) => sum + (sign === ')' ? 1 : -1), 0)
  for (; end > 0; end -= 1) {
    const last = address.charAt(end - 1)
    if (last === ')' && extra > 0) extra -= 1
    else if (last === ';') {
      const entity = /&[A-Za-z\d]{1,40};$/.exec(address.slice(Math.max(0, end - 42), end))
      if (!entity) break
      end -= entity[0].length - 1
    } else if (!/[?!.,:*_~'"]/.test(last)) break
  }
  return address.slice(0, end)
}
