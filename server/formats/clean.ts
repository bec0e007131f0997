// Characters that no export may carry: they are invalid in XML, HTML or JSON databases, or change how a file is read.

/** Anything that is not left as it is: most texts have none of it. */
const unclean = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uD800-\uF8FF\uFDD0-\uFDEF\uFEFF\uFFFE\uFFFF]/

/** Removes control, private-use and noncharacters, repairs broken surrogates, and writes every line end as LF. */
export function cleanText(text: string): string {
  if (!unclean.test(text)) return text
  return text
    .replace(/\r\n?/g, '\n')
    .replace(
      /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uE000-\uF8FF\uFDD0-\uFDEF\uFFFE\uFFFF\uFEFF]/g,
      '',
    )
    .replace(/\p{Cs}/gu, '\uFFFD')
}

/** Writes runs of white space as one space; no-break spaces stay. */
export function oneLine(text: string): string {
  return cleanText(text)
    .replace(/[ \t\n\u2028\u2029]+/g, ' ')
    .trim()
}

/** Cuts a text between two characters that readers see, and says so with an ellipsis. */
export function shorten(
  text: string,
  most: number,
  measure: (part: string) => number = (part) => part.length,
): string {
  if (measure(text) <= most) return text
  let kept = ''
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    if (measure(kept + segment) > most - 1) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}

const htmlEscapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Writes text so that HTML and XML read it as text, in elements and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => htmlEscapes[character] ?? character)
}
