// What somebody was told, and that they have read it.

import { markRead, notificationsOf, type Notification } from '../store/notifications.ts'
import type { ActionContext } from './context.ts'
import { demandInPerson } from './own.ts'

const mostShown = 50

/** Lists the newest notifications of the person. */
export async function readNotifications(
  ctx: ActionContext,
): Promise<{ readonly items: readonly Notification[]; readonly unread: number }> {
  demandInPerson(ctx)
  const projects = [...new Set(ctx.person.memberships.map((held) => held.projectId))]
  const items = await notificationsOf(
    ctx.db,
    ctx.person.id,
    ctx.person.administrator ? null : projects,
    mostShown,
  )
  return { items, unread: items.filter((one) => !one.read).length }
}

/** Marks what was shown as read. */
export async function readUpTo(ctx: ActionContext, input: { readonly upTo: number }): Promise<void> {
  demandInPerson(ctx)
  await markRead(ctx.db, ctx.person.id, input.upTo, ctx.now)
}
