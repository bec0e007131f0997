// Types of attribute values in XLIFF 2, each with what is expected, for the message.

/** A type of values. */
export interface ValueType {
  readonly fits: (value: string) => boolean
  readonly expected: string
}

const oneOf = (words: string): ValueType => {
  const all = new Set(words.split(' '))
  return { fits: (value) => all.has(value), expected: `one of ${words.split(' ').join(', ')}` }
}
const matching = (pattern: RegExp, expected: string): ValueType => ({
  fits: (value) => pattern.test(value),
  expected,
})
const percent: ValueType = {
  fits: (value) =>
    /^\s*[+-]?(?:\d+\.?\d*|\.\d+)\s*$/.test(value) && Number(value) >= 0 && Number(value) <= 100,
  expected: 'a number from 0 to 100',
}

// @see https://www.w3.org/TR/xml/#NT-Nmtoken
const nameCharacter = String.raw`[-.:\w\u00B7\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u037D\u037F-\u1FFF\u200C\u200D\u203F\u2040\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\u{10000}-\u{EFFFF}]`
const nmtoken = new RegExp(`^${nameCharacter}+$`, 'u')
const nmtokens = new RegExp(`^${nameCharacter}+(?: ${nameCharacter}+)*$`, 'u')
const user = /^[^\s:]+:[^\s:]+$/
const markerTypes = new Set(['generic', 'comment', 'term'])

// @see https://www.rfc-editor.org/rfc/rfc5646#section-2.1
const language =
  /^(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wy-z\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?$|^x(?:-[a-z\d]{1,8})+$|^(?:i-[a-z]+|en-gb-oed|sgn-[a-z]{2}-[a-z]{2}|zh-[a-z-]+)$/i

/** Types by the names that the grammar uses. */
export const valueTypes: ReadonlyMap<string, ValueType> = new Map<string, ValueType>([
  ['yesNo', oneOf('yes no')],
  ['yesNoFirstNo', oneOf('yes firstNo no')],
  ['dir', oneOf('ltr rtl auto')],
  ['side', oneOf('source target')],
  ['metaSide', oneOf('source target ignorable')],
  ['space', oneOf('default preserve')],
  ['preserve', oneOf('preserve')],
  ['state', oneOf('initial translated reviewed final')],
  ['codeType', oneOf('fmt ui quote link image other')],
  ['matchType', oneOf('am mt icm idm tb tm other')],
  ['normalization', oneOf('none nfc nfd')],
  ['priority', matching(/^(?:[1-9]|10)$/, 'a number from 1 to 10')],
  ['positive', matching(/^\+?0*[1-9]\d*$/, 'a whole number from 1')],
  ['hex', matching(/^(?:[\da-f]{2})+$/i, 'pairs of hexadecimal digits')],
  ['percent', percent],
  ['user', matching(user, 'prefix:value')],
  [
    'markerType',
    {
      fits: (value) => markerTypes.has(value) || user.test(value),
      expected: 'generic, comment, term or prefix:value',
    },
  ],
  ['nmtoken', matching(nmtoken, 'a name token')],
  ['nmtokens', matching(nmtokens, 'name tokens with single spaces between them')],
  ['lang', matching(language, 'a language tag of BCP 47')],
  ['uri', matching(/^[^\s<>"{}|\\^`]*$/, 'an address')],
])
