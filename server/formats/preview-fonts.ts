// The letters of a previewed page. A page shown in a sandbox may load nothing, and few machines have Khmer or Lao
// fonts, so the preview carries its own; files that are taken home name fonts and leave them to the site they go to.

import khmer400 from '@fontsource/noto-sans-khmer/files/noto-sans-khmer-khmer-400-normal.woff2?inline'
import khmer600 from '@fontsource/noto-sans-khmer/files/noto-sans-khmer-khmer-600-normal.woff2?inline'
import lao400 from '@fontsource/noto-sans-lao/files/noto-sans-lao-lao-400-normal.woff2?inline'
import lao600 from '@fontsource/noto-sans-lao/files/noto-sans-lao-lao-600-normal.woff2?inline'
import thai400 from '@fontsource/noto-sans-thai/files/noto-sans-thai-thai-400-normal.woff2?inline'
import thai600 from '@fontsource/noto-sans-thai/files/noto-sans-thai-thai-600-normal.woff2?inline'
import latin400 from '@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff2?inline'
import latin600 from '@fontsource/noto-sans/files/noto-sans-latin-600-normal.woff2?inline'
import vietnamese400 from '@fontsource/noto-sans/files/noto-sans-vietnamese-400-normal.woff2?inline'
import vietnamese600 from '@fontsource/noto-sans/files/noto-sans-vietnamese-600-normal.woff2?inline'

import type { TargetLocale } from '#locales/locale.ts'

interface Face {
  readonly family: string
  /** Data addresses of the regular and the semi-bold face. */
  readonly files: readonly [regular: string, semibold: string]
  readonly range: string
}

const latin: Face = { family: 'Noto Sans', files: [latin400, latin600], range: 'U+0000-00FF, U+2000-206F' }
const vietnamese: Face = {
  family: 'Noto Sans',
  files: [vietnamese400, vietnamese600],
  range: 'U+0102-0103, U+0110-0111, U+0128-0129, U+0168-0169, U+01A0-01B0, U+0300-0323, U+1EA0-1EF9, U+20AB',
}
const khmer: Face = {
  family: 'Noto Sans Khmer',
  files: [khmer400, khmer600],
  range: 'U+1780-17FF, U+19E0-19FF, U+200C-200D',
}
const lao: Face = { family: 'Noto Sans Lao', files: [lao400, lao600], range: 'U+0E80-0EFF' }
const thai: Face = { family: 'Noto Sans Thai', files: [thai400, thai600], range: 'U+0E00-0E7F' }

const faces: Readonly<Record<TargetLocale, readonly Face[]>> = {
  th: [latin, thai],
  id: [latin],
  lo: [latin, lao],
  ms: [latin],
  km: [latin, khmer],
  vi: [latin, vietnamese],
}

/** Writes the style rules that bring the letters of a language, as data addresses. */
export function previewFonts(locale: TargetLocale): string {
  return faces[locale].flatMap(fontFaces).join('\n')
}

function fontFaces({ family, files, range }: Face): readonly string[] {
  return files.map(
    (file, index) =>
      `@font-face { font-family: "${family}"; font-weight: ${index === 0 ? 400 : 600}; ` +
      `src: url(${file}) format("woff2"); unicode-range: ${range}; }`,
  )
}
