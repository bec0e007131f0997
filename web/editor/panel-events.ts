// What people do in the panel beside the article.

import type { Fix } from '#domain/checks/finding.ts'

import type { RowFinding } from './edition-api.ts'

/** Somebody wants a form of a term in the text. */
export class TermChosen extends Event {
  static readonly type = 'st-term-chosen'
  readonly text: string
  constructor(text: string) {
    super(TermChosen.type, { bubbles: true, composed: true })
    this.text = text
  }
}

/** Somebody looks at a finding, or wants to set it aside. */
export class FindingChosen extends Event {
  static readonly type = 'st-finding-chosen'
  readonly finding: RowFinding
  readonly dismiss: boolean
  constructor(finding: RowFinding, dismiss: boolean) {
    super(FindingChosen.type, { bubbles: true, composed: true })
    this.finding = finding
    this.dismiss = dismiss
  }
}

/** Somebody wants a finding mended. */
export class FixChosen extends Event {
  static readonly type = 'st-fix-chosen'
  readonly fix: Fix
  constructor(fix: Fix) {
    super(FixChosen.type, { bubbles: true, composed: true })
    this.fix = fix
  }
}

/** Somebody wants an earlier text back. */
export class VersionRestored extends Event {
  static readonly type = 'st-version-restored'
  readonly text: string
  constructor(text: string) {
    super(VersionRestored.type, { bubbles: true, composed: true })
    this.text = text
  }
}

declare global {
  interface HTMLElementEventMap {
    'st-fix-chosen': FixChosen
    'st-version-restored': VersionRestored
    'st-term-chosen': TermChosen
    'st-finding-chosen': FindingChosen
  }
}
