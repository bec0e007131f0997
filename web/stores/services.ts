// What pages and the editor are given: one context, made once in the shell.

import { createContext } from '@lit/context'

import type { Changes } from './changes.ts'
import type { Navigation } from './navigation.ts'
import type { Notices } from './notices.ts'
import type { Session } from './session.ts'
import type { Theme } from './theme.ts'

export interface Services {
  readonly session: Session
  readonly notices: Notices
  readonly navigation: Navigation
  readonly theme: Theme
  readonly changes: Changes
}

export const servicesContext = createContext<Services>(Symbol('services'))
