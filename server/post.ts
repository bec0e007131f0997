// The post: hands mails to the SMTP server of the house, and does the rounds in which digests go out.

import { createTransport } from 'nodemailer'
import type { Logger } from 'pino'

import type { Locale } from '#locales/locale.ts'
import type { Messages } from '#locales/messages.ts'

import { mailDigests, type Mail } from './actions/mail-digests.ts'
import type { Workplace } from './workplace.ts'

/** Mails wait so long for their people to read in the page first, in milliseconds. */
const patience = 15 * 60_000
const roundEvery = 5 * 60_000

export interface PostOptions {
  readonly smtpUrl: string
  /** What stands as the sender. */
  readonly from: string
  readonly baseUrl: string
  readonly workplace: Workplace
  readonly log: Pick<Logger, 'info' | 'warn'>
  /** How old something unread is before it is mailed. */
  readonly after?: number
}

/** A post that is doing its rounds. */
export interface Post {
  /** One round, now. */
  round(): Promise<{ readonly sent: number; readonly failed: number }>
  stop(): Promise<void>
}

/** Opens the post. Nothing is sent before the first round. */
export function openPost({ smtpUrl, from, baseUrl, workplace, log, after = patience }: PostOptions): Post {
  const transport = createTransport(smtpUrl, { from })
  const send = async ({ to, subject, text }: Mail): Promise<void> => {
    await transport.sendMail({ to, subject, text })
  }
  let running: Promise<{ sent: number; failed: number }> = Promise.resolve({ sent: 0, failed: 0 })

  const round = (): Promise<{ sent: number; failed: number }> => {
    // One round after the other, also when somebody asks for one.
    running = running.then(once, once)
    return running
  }
  const once = async (): Promise<{ sent: number; failed: number }> => {
    const now = new Date()
    const before = new Date(now.getTime() - after)
    const done = await mailDigests({ db: workplace.tools.db, now }, { send, words, baseUrl, before })
    // Who got a mail is nobody's business, not even the log's.
    if (done.sent + done.failed > 0) log.info(done, 'mails of what was not read')
    return done
  }
  const timer = setInterval(() => {
    void round().catch(() => log.warn('the round of mails failed; it will be tried again'))
  }, roundEvery)
  timer.unref()

  return {
    round,
    async stop() {
      clearInterval(timer)
      await running.catch(() => undefined)
      transport.close()
    },
  }
}

const catalogues: Readonly<Record<Locale, () => Promise<{ default: Messages }>>> = {
  en: () => import('#locales/en/ui.json'),
  th: () => import('#locales/th/ui.json'),
  id: () => import('#locales/id/ui.json'),
  lo: () => import('#locales/lo/ui.json'),
  ms: () => import('#locales/ms/ui.json'),
  km: () => import('#locales/km/ui.json'),
  vi: () => import('#locales/vi/ui.json'),
}

async function words(locale: Locale): Promise<Messages> {
  return (await catalogues[locale]()).default
}
