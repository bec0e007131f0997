// What a Markdown file is made of, as far as its words are concerned; every node knows its place in the file.

import type { Range } from '../units.ts'

/** Words, and what stands between them, in a paragraph, heading or cell. */
export type Phrasing = Range &
  (
    | { readonly type: 'text'; readonly value: string }
    | { readonly type: 'emphasis' | 'strong' | 'delete'; readonly children: readonly Phrasing[] }
    /** An address that links itself has no words. */
    | {
        readonly type: 'link'
        readonly url: string
        readonly title: Range | null
        readonly children: readonly Phrasing[]
      }
    | { readonly type: 'linkReference'; readonly full: boolean; readonly children: readonly Phrasing[] }
    | {
        readonly type: 'image'
        readonly url: string | null
        readonly title: Range | null
        readonly alt: string
      }
    | { readonly type: 'inlineCode'; readonly value: string }
    /** HTML whose words are not translated, tags included. */
    | { readonly type: 'locked'; readonly name: string; readonly alt: string }
    | { readonly type: 'break' | 'html' | 'footnoteReference' }
  )

/** A node that holds words. */
export type Leaf = Range & {
  readonly type: 'heading' | 'paragraph' | 'tableCell'
  /** Level of a heading; otherwise 0. */
  readonly level: number
  readonly children: readonly Phrasing[]
}

/** A block; `other` holds blocks and means nothing by itself. */
export type Block =
  | Leaf
  | (Range & { readonly type: 'quotation' | 'listItem' | 'other'; readonly children: readonly Block[] })
  | (Range & { readonly type: 'html' })
  /** Names an address; its title, quotes included, is all that people see of it. */
  | (Range & { readonly type: 'definition'; readonly title: Range })
