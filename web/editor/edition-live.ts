// Keeps an open edition up to date: what others do in it, who they are and where, and what is said about it.

import { signedOutEvent } from '../api/client.ts'
import { askToLeave } from '../elements/leave.ts'
import { problemText } from '../elements/problem.ts'
import { language } from '../i18n/language.ts'
import { PresenceHeard, ProjectChanged } from '../stores/changes.ts'
import { Store } from '../stores/store.ts'
import type { Desk } from './edition-deeds.ts'
import { EditionNews, type Sync } from './edition-item.ts'
import type { EditionStore } from './edition-store.ts'
import { Presences } from './presence.ts'
import { fetchOpenComments, type PresenceWire } from './together-api.ts'

/** Milliseconds between a change of the glossary and the reading of its terms. */
const termPause = 1500

/** What changes the sentences of an article, so that every row is another one. */
const sourceDeeds = /^article\.(?:updated|restored|corrected|recut|block-decided)$/

/** What the news need of the page. */
export interface LivePlace extends Pick<Desk, 'services' | 't'> {
  /** Reads the article again. */
  reload(): void
  /** What has been read is old now: whoever needs all texts has to ask for them again. */
  reread(): void
  /** Something was said about a segment. */
  said(): void
}

/** Sends `change` whenever the page has to be drawn again. */
export class EditionLive extends Store {
  /** Number of open comments by segment. */
  comments: ReadonlyMap<string, number> = new Map()
  readonly #place: LivePlace
  readonly #store: EditionStore
  readonly #editionId: string
  readonly #presences: Presences
  #sync: Sync = 'saved'
  #terms: ReturnType<typeof setTimeout> | undefined

  constructor(store: EditionStore, editionId: string, place: LivePlace) {
    super()
    this.#store = store
    this.#editionId = editionId
    this.#place = place
    const { changes, session } = place.services
    store.addEventListener('change', this.#changed)
    store.addEventListener(EditionNews.type, this.#news)
    changes.addEventListener(ProjectChanged.type, this.#heard)
    changes.addEventListener(PresenceHeard.type, this.#heardPresence)
    changes.addEventListener('st-resync', this.#resync)
    this.#presences = new Presences(editionId, session.person?.id ?? '')
    this.#presences.addEventListener('change', () => this.changed())
    void this.countComments()
  }

  /** Everybody else who is in the edition. */
  get others(): readonly PresenceWire[] {
    return this.#presences.others
  }

  /** Everybody else who is at a segment. */
  at(translationId: string): readonly PresenceWire[] {
    return this.#presences.at(translationId)
  }

  async countComments(): Promise<void> {
    const counts = await fetchOpenComments(this.#editionId).catch(() => null)
    if (!counts) return
    this.comments = new Map(counts.items.map(({ segmentId, count }) => [segmentId, count]))
    this.changed()
  }

  /** Leaves the edition; what was written in it goes on its way. */
  close(): void {
    const { changes, navigation } = this.#place.services
    this.#store.removeEventListener('change', this.#changed)
    this.#store.removeEventListener(EditionNews.type, this.#news)
    changes.removeEventListener(ProjectChanged.type, this.#heard)
    changes.removeEventListener(PresenceHeard.type, this.#heardPresence)
    changes.removeEventListener('st-resync', this.#resync)
    clearTimeout(this.#terms)
    this.#presences.close()
    navigation.guard(null)
    this.#store.close()
  }

  #changed = (): void => {
    const store = this.#store
    // Asks before leaving only while the network cannot take the texts; otherwise they go with the page.
    const stuck = !['saved', 'saving', 'unsaved'].includes(store.sync)
    this.#place.services.navigation.guard(stuck ? askToLeave : null)
    this.#tellOfNetwork(store.sync)
    const active = store.item(store.activeId)
    this.#presences.move(store.activeId, active !== undefined && active.sync !== 'saved')
    this.changed()
  }

  /** Whoever does not see the line of saving hears when texts stay on the device. */
  #tellOfNetwork(sync: Sync): void {
    if (sync === 'offline' && this.#sync !== 'offline')
      this.#place.services.notices.announce(this.#place.t('editor.sync.offline'))
    this.#sync = sync
  }

  #heard = (event: Event): void => {
    if (!(event instanceof ProjectChanged)) return
    const { change } = event
    const { services, t } = this.#place
    this.#store.applyChange(change)
    if (sourceDeeds.test(change.deed) && change.articleId === this.#store.detail?.article.id) {
      const mine = change.personId === services.session.person?.id
      if (!mine) services.notices.show(t('sourceUpdate.reloaded'))
      this.#place.reload()
    }
    if (change.deed.startsWith('term.')) this.#termsChanged()
    if (/^(?:comment|question)\./.test(change.deed)) {
      void this.countComments()
      this.#place.said()
    }
  }

  // Who works on the glossary changes one term after another; one reading is enough for all of them.
  #termsChanged(): void {
    this.#terms ??= setTimeout(() => {
      this.#terms = undefined
      void this.#store
        .rereadTerms()
        .then(() => this.#place.reread())
        .catch(() => undefined)
    }, termPause)
  }

  #heardPresence = (event: Event): void => {
    if (event instanceof PresenceHeard) this.#presences.hear(event.presence)
  }

  #resync = (): void => {
    void this.countComments()
    this.#place.said()
    void this.#store
      .resync()
      .then((same) => (same ? this.#place.reread() : this.#place.reload()))
      .catch(() => undefined)
  }

  #news = (event: Event): void => {
    if (!(event instanceof EditionNews)) return
    const { ordinal: n, kind, problem } = event
    const { services, t } = this.#place
    if (kind === 'signed-out') window.dispatchEvent(new Event(signedOutEvent))
    else if (kind === 'refused')
      services.notices.show(`${language.number(n)}: ${problemText(problem)}`, 'danger')
    else if (kind === 'conflict') services.notices.show(t('editor.news.conflict', { n }), 'danger')
    else services.notices.announce(t(`editor.news.${kind}`, { n }))
  }
}
