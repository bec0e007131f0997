// Parses Markdown as GitHub does, with the place of every node.

import type { Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { frontmatter } from 'micromark-extension-frontmatter'
import { gfm } from 'micromark-extension-gfm'

const options = {
  extensions: [gfm(), frontmatter(['yaml', 'toml'])],
  mdastExtensions: [
    // NOTE: the transforms of these make nodes without a place, for addresses that the tokenizer did not see.
    ...gfmFromMarkdown().map((extension) => ({ ...extension, transforms: [] })),
    frontmatterFromMarkdown(['yaml', 'toml']),
  ],
}

/** Parses a file; any text is Markdown. */
export function parseMarkdown(text: string): Root {
  return fromMarkdown(text, options)
}
