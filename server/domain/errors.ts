// The refusals of the domain: a stable code for programs, a sentence for developers.

/** Codes of everything that an action can refuse; the words for people are `problem.<code>` in locales/<tag>/ui.json. */
export type WorkErrorCode =
  | 'invalid' // input is not what was expected
  | 'unsupported-file' // no format recognises the file, or it is damaged
  | 'too-large' // a limit of size or count is passed
  | 'sign-in-required'
  | 'sign-in-failed'
  | 'too-many-attempts'
  | 'forbidden' // known person, not allowed
  | 'not-found' // absent, or in a project of others
  | 'step-not-open' // the workflow has no such step from here
  | 'own-text' // nobody reviews their own text
  | 'own-approval' // the second approval is somebody else's
  | 'reason-required'
  | 'findings-open' // an error-level finding is open
  | 'not-publishable'
  | 'already-exists'
  | 'precondition-required' // If-Match or Idempotency-Key is missing
  | 'key-reused' // the same Idempotency-Key with another request
  | 'class-refused' // a change of a number or a name is called a typing mistake
  | 'address-refused' // an address that is not to be fetched, or that does not answer as expected
  | 'link-expired' // a sign-in or invitation link was used or is too old
  | 'storage-unavailable'

/** A refusal with a stable code; `details` holds values for the sentence shown to people. */
export class WorkError extends Error {
  override readonly name = 'WorkError'
  readonly code: WorkErrorCode
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: WorkErrorCode, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.code = code
    this.details = details
  }
}

/** Gives the value, or throws the refusal it is. */
export function demand<T>(value: T | WorkError): T {
  if (value instanceof WorkError) throw value
  return value
}
