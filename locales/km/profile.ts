// Khmer. Names of months and days: Unicode CLDR 48.2 (Unicode License v3, https://www.unicode.org/license.txt).

import type { Profile } from '../profile.ts'

/** What Setara knows about Khmer. */
export const km: Profile = {
  locale: 'km',
  bcp47: 'km',
  ogLocale: 'km_KH',
  nativeName: 'ខ្មែរ',
  englishName: 'Khmer',
  script: 'Khmer',
  letters: '\\p{Script=Khmer}',
  tellingLetters: null,
  nativeDigits: '០១២៣៤៥៦៧៨៩',
  decimal: '.',
  group: ',',
  // NOTE: កោដិ is ten million by the book and a billion in many papers, so it says nothing here.
  scaleWords: { រយ: 1e2, ពាន់: 1e3, ម៉ឺន: 1e4, សែន: 1e5, លាន: 1e6, ប៊ីលាន: 1e9, ប៊ីលៀន: 1e9, ទ្រីលាន: 1e12 },
  tenWords: ['ដប់', 'ឡូ'],
  smallWords: [['មួយ', 'ដំបូង'], ['ពីរ', 'គូ'], ['បី'], ['បួន'], ['ប្រាំ'], ['ប្រាំមួយ'], ['ប្រាំពីរ'], ['ប្រាំបី'], ['ប្រាំបួន']],
  sentenceEnds: ['។', '៕', '!', '?', '…'],
  wordSpaces: false,
  calendar: 'gregory',
  months: ['មករា', 'កុម្ភៈ', 'មីនា', 'មេសា', 'ឧសភា', 'មិថុនា', 'កក្កដា', 'សីហា', 'កញ្ញា', 'តុលា', 'វិច្ឆិកា', 'ធ្នូ'],
  monthsShort: ['មករា', 'កុម្ភៈ', 'មីនា', 'មេសា', 'ឧសភា', 'មិថុនា', 'កក្កដា', 'សីហា', 'កញ្ញា', 'តុលា', 'វិច្ឆិកា', 'ធ្នូ'],
  weekdays: ['អាទិត្យ', 'ច័ន្ទ', 'អង្គារ', 'ពុធ', 'ព្រហស្បតិ៍', 'សុក្រ', 'សៅរ៍'],
  weekdaysShort: ['អាទិត្យ', 'ចន្ទ', 'អង្គារ', 'ពុធ', 'ព្រហ', 'សុក្រ', 'សៅរ៍'],
  monthVariants: { 2: ['កុម្ភះ', 'កុម្ភ'], 3: ['មិនា'], 11: ['វិច្ឆិការ', 'វិច្ជិកា'] },
  weekdayVariants: { 1: ['ចន្ទ', 'ច័ន'], 4: ['ព្រហស្បត្តិ៍', 'ព្រហស្បត្តិ', 'ព្រហស្បត៍', 'ព្រហស្បតិ'] },
  monthWords: ['ខែ'],
  spanWords: { year: 'ឆ្នាំ', month: 'ខែ', hour: 'ម៉ោង', minute: 'នាទី' },
  andWords: ['និង'],
  newspaperDate: 'ថ្ងៃទី{nativeDay} ខែ{month} ឆ្នាំ{nativeYear}',
  longDate: '{day} {month} {year}',
  time: '{hour}:{minute}',
  quotes: ['“', '”', '‘', '’'],
  fontFamily: 'Noto Sans Khmer',
  lineHeight: { reading: 1.8, editing: 2.0 },
  fontScale: 1.1,
  expansion: 0.65,
}
