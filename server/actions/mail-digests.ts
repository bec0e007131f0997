// Mails people what they were told and have not read, all of it in one mail.

import { IntlMessageFormat } from 'intl-messageformat'

import type { Locale } from '#locales/locale.ts'
import type { MessageKey, Messages } from '#locales/messages.ts'

import { markMailed, takeDigests, type Digest, type Notification } from '../store/notifications.ts'
import { transaction, type ActionContext } from './context.ts'

/** A mail as it is handed to the post. */
export interface Mail {
  readonly to: { readonly name: string; readonly address: string }
  readonly subject: string
  readonly text: string
}

export interface MailDigestsInput {
  /** Hands a mail to the post; what it throws leaves the mail for the next time. */
  readonly send: (mail: Mail) => Promise<void>
  readonly words: (locale: Locale) => Promise<Messages>
  /** Address under which people reach the server. */
  readonly baseUrl: string
  /** Only what is older: whoever reads it in the page soon needs no mail. */
  readonly before: Date
}

/** People in one round; the next round takes the next ones. */
const mostInOneRound = 20

/** Sends what is due and answers how many mails went out. A mail that could not be sent is tried again. */
export function mailDigests(
  ctx: Pick<ActionContext, 'db' | 'now'>,
  input: MailDigestsInput,
): Promise<{ readonly sent: number; readonly failed: number }> {
  return transaction(ctx.db, async (tx) => {
    let [sent, failed] = [0, 0]
    for (const digest of await takeDigests(tx, input.before, mostInOneRound)) {
      try {
        if (digest.items.length > 0) {
          await input.send(await mailOf(digest, input))
          sent += 1
        }
        // After the sending: rather twice after a crash than never.
        await markMailed(tx, digest.person.id, ctx.now)
      } catch {
        failed += 1
      }
    }
    return { sent, failed }
  })
}

async function mailOf({ person, items }: Digest, { words, baseUrl }: MailDigestsInput): Promise<Mail> {
  const locale = person.uiLocale ?? 'en'
  const messages = await words(locale)
  const say = (key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string =>
    String(new IntlMessageFormat(messages[key], locale).format({ ...values }))
  const lines = items.map((item) =>
    [titleOf(item), say(`desk.told.${item.kind}`, { name: item.actor?.name ?? '–' })]
      .concat(item.category ? [say(`desk.category.${item.category}`)] : [])
      .concat(item.words ? [`“${oneLine(item.words)}”`] : [], addressOf(item, baseUrl))
      .join('\n'),
  )
  return {
    to: { name: person.name, address: person.email },
    subject: say('desk.mail.subject', { n: items.length }),
    text: `${lines.join('\n\n')}\n\n${say('desk.mail.why')}\n${baseUrl}/me\n`,
  }
}

function titleOf({ articleTitle, edition }: Notification): string {
  return [oneLine(articleTitle ?? ''), edition && `(${edition.locale})`].filter(Boolean).join(' ')
}

function addressOf({ edition, ordinal }: Notification, baseUrl: string): string[] {
  if (!edition) return []
  return [
    `${baseUrl}/editions/${encodeURIComponent(edition.id)}${ordinal === null ? '' : `?segment=${ordinal}`}`,
  ]
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
