// Cuts and joins sentences of the source from the editor: all languages get the new borders.

import { joinSegments, splitSegment } from '../api/articles.ts'
import { Problem } from '../api/client.ts'
import { problemText } from '../elements/problem.ts'
import { bordersOf } from './borders.ts'
import type { Desk } from './edition-deeds.ts'
import type { Item } from './edition-item.ts'
import type { SplitQuestion } from './split-dialog.ts'

/** What cutting and joining needs of the page. */
export interface RecutDesk extends Pick<Desk, 'store' | 'services' | 't' | 'ask'> {
  askBorder(question: SplitQuestion): void
  /** Reads the article again. */
  reload(): void
}

/** Asks where the open sentence is to be cut, and cuts it. */
export function askSplit(desk: RecutDesk): void {
  const item = openItem(desk)
  if (!item?.row) return
  const { source, codes } = item.row.segment
  if (bordersOf(source, 'en').length === 0) return say(desk, 'editing.split.none')
  const selected = getSelection()?.toString() ?? ''
  const answer = (at: number) =>
    void recut(desk, item, 'editing.split.done', (article, version) =>
      splitSegment(article, item.outline.segmentId, version, at),
    )
  desk.askBorder({ source, codes, selected, answer })
}

/** Asks whether the open sentence and the next of its paragraph are to be one, and joins them. */
export function askJoin(desk: RecutDesk): void {
  const item = openItem(desk)
  if (!item || !desk.store) return
  const next = desk.store.items[desk.store.items.indexOf(item) + 1]
  if (next?.outline.block !== item.outline.block) return say(desk, 'editing.join.none')
  desk.ask({
    heading: desk.t('editing.command.join'),
    text: desk.t('editing.join.text', { n: item.outline.ordinal, next: next.outline.ordinal }),
    go: desk.t('editing.join.go'),
    needsReason: false,
    answer: () =>
      void recut(desk, item, 'editing.join.done', async (article, version) => {
        await desk.store?.settle(next.outline.translationId)
        return joinSegments(article, item.outline.segmentId, version)
      }),
  })
}

/** The open item, if this person may change the source; otherwise it is said why not. */
function openItem({ store, services, t }: RecutDesk): Item | undefined {
  const may = store?.detail?.can['recut']
  if (may === true) return store?.item(store.activeId)
  if (may) services.notices.show(t(may), 'info')
  return undefined
}

/** What was written goes first: the translations are cut and joined with their sentences. */
async function recut(
  desk: RecutDesk,
  item: Item,
  done: string,
  work: (articleId: string, version: number) => Promise<unknown>,
): Promise<void> {
  const { store, services } = desk
  const article = store?.detail?.article
  if (!store || !article) return
  try {
    await store.settle(item.outline.translationId)
    await work(article.id, article.version)
    say(desk, done, { n: item.outline.ordinal })
    // Otherwise the live stream says so, to everybody alike.
    if (!services.changes.connected) desk.reload()
  } catch (error) {
    const overtaken = error instanceof Problem && error.status === 412
    services.notices.show(overtaken ? desk.t('sourceUpdate.conflict') : problemText(error), 'danger')
    if (overtaken) desk.reload()
  }
}

function say({ services, t }: RecutDesk, key: string, values: Readonly<Record<string, number>> = {}): void {
  services.notices.show(t(key, values), 'info')
}
