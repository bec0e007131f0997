// Properties of a run in another language: its tag, and for complex scripts font, weight and size of their own.
// @see ECMA-376 part 1, 17.3.2.20 (lang) and 17.3.2.26 (rFonts)

import type { Profile } from '#locales/profile.ts'

const complexScripts = new Set(['th', 'lo', 'km'])
const regions: Readonly<Record<string, string>> = {
  th: 'th-TH',
  lo: 'lo-LA',
  km: 'km-KH',
  id: 'id-ID',
  ms: 'ms-MY',
  vi: 'vi-VN',
  en: 'en-US',
}

/** Says in the properties of a run which language its words are in; without a profile they stay as they were. */
export function localise(properties: string, profile: Profile | null): string {
  if (!profile) return properties
  const language = profile.bcp47.split('-')[0] ?? ''
  const complex = complexScripts.has(language)
  const inside = /^<w:rPr[^>]*>([^]*)<\/w:rPr>$/.exec(properties)?.[1] ?? ''
  const tag = `<w:lang w:${complex ? 'bidi' : 'val'}="${regions[language] ?? profile.bcp47}"/>`
  const body = complex ? withComplexScript(inside, profile.fontFamily) : inside
  // The order of properties is fixed: only these three may follow the language.
  const [, before = '', after = ''] =
    /^([^]*?)((?:<w:(?:eastAsianLayout|specVanish|oMath)\b[^>]*\/>)*)$/.exec(body) ?? []
  return `<w:rPr>${before}${tag}${after}</w:rPr>`
}

/** Word draws Thai, Lao and Khmer with the complex-script half of every property. */
function withComplexScript(inside: string, font: string): string {
  let body = inside
  for (const [latin, complex] of [
    ['b', 'bCs'],
    ['i', 'iCs'],
    ['sz', 'szCs'],
  ] as const) {
    if (body.includes(`<w:${complex}`)) continue
    body = body.replace(
      new RegExp(`<w:${latin}((?:\\s[^>]*)?)/>`),
      (whole, rest: string) => `${whole}<w:${complex}${rest}/>`,
    )
  }
  const fonts = /<w:rFonts\b[^>]*\/>/.exec(body)?.[0]
  if (!fonts) return body.replace(/^(<w:rStyle\b[^>]*\/>)?/, `$1<w:rFonts w:cs="${font}"/>`)
  const changed = fonts.replace(/\s+w:cs(?:theme)?="[^"]*"/g, '').replace('/>', ` w:cs="${font}"/>`)
  return body.replace(fonts, () => changed)
}
