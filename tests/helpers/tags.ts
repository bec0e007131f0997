// The tags of a page: what may never change when its words do.

import { readTokens } from '../../server/formats/html/tokens.ts'

/** Lists the tags of a page in order, with the names of their attributes. */
export function tagsOf(html: string): readonly string[] {
  const tags: string[] = []
  readTokens(html, (token) => {
    if (token.kind === 'open') tags.push(`<${token.name} ${[...token.attributes.keys()].join(' ')}>`)
    if (token.kind === 'close') tags.push(`</${token.name}>`)
  })
  return tags
}
