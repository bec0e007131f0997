// The question before unsaved input is left behind.

import { language } from '../i18n/language.ts'

/** Asks whether to leave; made for `navigation.guard(askToLeave)`. */
export async function askToLeave(): Promise<boolean> {
  const { confirmed } = await import('./dialog.ts')
  return confirmed({
    heading: language.text('leave.title'),
    text: language.text('leave.text'),
    confirm: language.text('leave.go'),
    cancel: language.text('leave.stay'),
    danger: true,
  })
}
