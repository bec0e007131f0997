// Links that prove something once: how long they work and which page they open.

const day = 24 * 60 * 60 * 1000

/** How long a sign-in link works. */
export const signInLinkAge = day

/** How long an invitation can be accepted. */
export const invitationAge = 7 * day

/** The page that a sign-in link opens; the page then posts the secret. */
export function signInPath(secret: string): string {
  return `/link/${secret}`
}

/** The page that an invitation opens. */
export function invitationPath(secret: string): string {
  return `/invitation/${secret}`
}
