// Which passwords are accepted: long ones that are not among the first that anybody tries.

/** Least and greatest number of characters in a password. */
export const passwordLength = { min: 12, max: 128 } as const

/** Why a password is not accepted; the words are `reason.<code>` in locales/<tag>/ui.json. */
export type PasswordWeakness =
  'password-too-short' | 'password-too-long' | 'password-common' | 'password-personal'

/** What others know about the person, which therefore is no password. */
export interface PasswordOwner {
  readonly name: string
  readonly email: string
}

/**
 * Finds why a password must not be used, or null. There are no rules about digits or signs: they make
 * passwords harder to remember, not harder to guess.
 * @see https://pages.nist.gov/800-63-4/sp800-63b.html#passwordver
 */
export function passwordWeakness(password: string, owner: PasswordOwner): PasswordWeakness | null {
  const characters = [...password.normalize('NFKC')].length
  if (characters < passwordLength.min) return 'password-too-short'
  if (password.length > passwordLength.max) return 'password-too-long'
  const plain = lettersAndDigits(password) || password
  if (isCommon(plain)) return 'password-common'
  if (personal(owner).some((word) => isRepeated(plain, word))) return 'password-personal'
  return null
}

// The words that lead the lists of stolen passwords, and what people here would think of first.
const commonWords = [
  ...[
    'password',
    'passw0rd',
    'letmein',
    'welcome',
    'welcometo',
    'iloveyou',
    'admin',
    'administrator',
    'changeme',
  ],
  ...['qwerty', 'qwertyuiop', 'qwertzuiop', 'asdfghjkl', 'zxcvbnm', '1q2w3e4r', '1qaz2wsx', '1q2w3e4r5t6y'],
  ...[
    '1qaz2wsx3edc',
    'abcdefghijkl',
    'abcdefghijklm',
    'sunshine',
    'princess',
    'football',
    'monkey',
    'dragon',
  ],
  ...[
    'superman',
    'trustno1',
    'whatever',
    'starwars',
    'computer',
    'internet',
    'secret',
    'sekretariat',
    'secretariat',
  ],
  ...[
    'setara',
    'translator',
    'reviewer',
    'publisher',
    'translation',
    'thailand',
    'indonesia',
    'malaysia',
    'vietnam',
  ],
  ...['cambodia', 'bangkok', 'jakarta', 'rahasia', 'katasandi', 'bismillah', 'sayang', 'matkhau', 'anhyeuem'],
  ...['correcthorsebatterystaple', 'thisismypassword', 'mypassword', 'iloveyouforever', 'nopassword'],
]

const runs = ['01234567890123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm']

function isCommon(plain: string): boolean {
  const withoutYear = plain.replace(/^\d{1,4}|\d{1,4}$/g, '')
  const shortest = smallestUnit(plain)
  if (shortest.length <= 4) return true
  return (
    runs.some(
      (run) => isRepeated(plain, run) || run.includes(shortest) || reversed(run).includes(shortest),
    ) || commonWords.some((word) => isRepeated(plain, word) || isRepeated(withoutYear, word))
  )
}

function personal(owner: PasswordOwner): readonly string[] {
  const [mailbox = ''] = owner.email.split('@')
  return [owner.name, owner.email, mailbox].map(lettersAndDigits).filter((word) => word.length >= 3)
}

/** Tells whether a text is a word written one or more times. */
function isRepeated(text: string, word: string): boolean {
  return text.length >= word.length && text === word.repeat(Math.round(text.length / word.length))
}

/** The shortest beginning that, repeated, makes the whole text. */
function smallestUnit(text: string): string {
  const at = (text + text).indexOf(text, 1)
  return text.slice(0, at)
}

function lettersAndDigits(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '')
}

function reversed(text: string): string {
  return [...text].reverse().join('')
}
