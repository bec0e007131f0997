// Titles before a name are rendered, and those of a woman are not those of a man. Rank titles stay as they are.

import { matchKey } from '#glossary/matchkey.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { malayRanks } from '../names/malay-ranks.ts'
import { type PersonMention, personsIn } from '../names/persons.ts'

import type { Check, CheckInput, Finding, Severity } from './finding.ts'
import { wrongForms } from './form-choice.ts'
import { report, shown } from './report.ts'

/** Reports a title that the target leaves out or gives to the other sex, and forms of the glossary that do not fit the person. */
export const checkHonorifics: Check = (input) => [...titlesOf(input), ...wrongForms(input)]

function titlesOf(input: CheckInput): readonly Finding[] {
  if (!titleHint.test(input.source)) return []
  const persons = personsIn(input.source.replace(/[\uE000-\uF8FF]/g, ' '))
  const told = new Set<string>()
  return persons.flatMap((person) =>
    person.titles.flatMap((title) => {
      const key = title.replace(/\.$/, '')
      const rule = rules.find(({ titles }) => titles.includes(key))
      if (!rule || told.has(key)) return []
      told.add(key)
      return broken(rule, key, person, input)
    }),
  )
}

interface Rule {
  readonly titles: readonly string[]
  readonly severity: Severity
  /** What the languages write for it; the title itself is always allowed. */
  readonly forms: Readonly<Record<TargetLocale, readonly string[]>>
  /** What must not stand for it right before the name. */
  readonly never?: Readonly<Partial<Record<TargetLocale, readonly string[]>>>
}

// In the order in which the press uses them; regional variants are as good.
const rules: readonly Rule[] = [
  {
    titles: ['H.E', 'HE'],
    severity: 'warning',
    forms: {
      th: ['ฯพณฯ', 'ท่าน'],
      id: ['Yang Mulia', 'Y.M.', 'YM', 'Yth.'],
      lo: ['ພະນະທ່ານ', 'ພະນະ ທ່ານ', 'ທ່ານ'],
      ms: ['Tuan Yang Terutama', 'T.Y.T.', 'TYT', 'Yang Mulia', 'Yang Berhormat', 'Puan Yang Terutama'],
      km: ['ឯកឧត្តម', 'លោកជំទាវ', 'ឯ.ឧ'],
      vi: ['Ngài', 'Quý ngài', 'Bà', 'Ông'],
    },
  },
  {
    titles: ['Prof', 'Professor', 'Assoc. Prof'],
    severity: 'warning',
    forms: {
      th: ['ศาสตราจารย์', 'ศ.', 'รศ.', 'ผศ.', 'อาจารย์'],
      id: ['Prof', 'Profesor', 'Guru Besar'],
      lo: ['ສາດສະດາຈານ', 'ສາສະດາຈານ', 'ສຈ.', 'ຮສ.', 'ຜສ.', 'ອາຈານ'],
      ms: ['Prof', 'Profesor'],
      km: ['សាស្ត្រាចារ្យ', 'សាស្រ្តាចារ្យ', 'បណ្ឌិត'],
      vi: ['Giáo sư', 'GS'],
    },
  },
  {
    titles: malayRanks,
    severity: 'warning',
    forms: {
      th: ['ดาโต๊ะ', 'ดาโตะ', 'ดาโต', 'ดาตุก', 'ดาติน', 'ตันศรี', 'ปวนศรี', 'ตุน', 'เต็งกู', 'ตวนกู'],
      id: [],
      lo: ['ດາໂຕ', 'ດາຕຸກ', 'ຕັນສີ', 'ຕຸນ'],
      ms: [],
      km: ['ដាតូ', 'ដាតុក', 'តាន់ស្រី', 'តាន់ ស្រី', 'ទុន'],
      vi: [],
    },
  },
  {
    titles: ['Ms', 'Mrs', 'Mme', 'Miss'],
    severity: 'info',
    forms: {
      th: ['นางสาว', 'นาง', 'คุณ', 'น.ส.', 'มิส'],
      id: ['Ibu', 'Nyonya', 'Nona', 'Ny.', 'Sdri', 'Bu '],
      lo: ['ທ່ານ ນາງ', 'ທ່ານນາງ', 'ນາງ', 'ຍານາງ'],
      ms: ['Cik', 'Puan', 'Pn.', 'Madam'],
      km: ['លោកស្រី', 'កញ្ញា', 'អ្នកនាង', 'អ្នកស្រី', 'នាង'],
      vi: ['Bà', 'Cô', 'Chị'],
    },
    never: { th: ['นาย'], id: ['Bapak', 'Tuan', 'Pak'], ms: ['Encik', 'Tuan'], vi: ['Ông'] },
  },
  {
    titles: ['Mr'],
    severity: 'info',
    forms: {
      th: ['นาย', 'คุณ', 'ท่าน', 'มร.', 'มิสเตอร์'],
      id: ['Bapak', 'Pak ', 'Tuan', 'Bpk', 'Sdr'],
      lo: ['ທ່ານ', 'ທ້າວ'],
      ms: ['Encik', 'Tuan', 'En.'],
      km: ['លោក'],
      vi: ['Ông', 'Ngài', 'Anh'],
    },
    never: {
      th: ['นางสาว', 'นาง'],
      id: ['Ibu', 'Nyonya', 'Nona'],
      lo: ['ນາງ'],
      ms: ['Puan', 'Cik'],
      km: ['លោកស្រី', 'កញ្ញា'],
      vi: ['Bà', 'Cô'],
    },
  },
  {
    titles: ['Dr'],
    severity: 'info',
    forms: {
      th: ['ดร.', 'นพ.', 'พญ.', 'แพทย์', 'หมอ', 'ดร', 'ด็อกเตอร์', 'ทพ.'],
      id: ['dr', 'dokter', 'doktor'],
      lo: ['ດຣ', 'ດຣ.', 'ທ່ານໝໍ', 'ໝໍ', 'ດັອກເຕີ', 'ແພດ', 'ດອກເຕີ', 'ດ​ຣ'],
      ms: ['Dr', 'Doktor'],
      km: ['បណ្ឌិត', 'វេជ្ជបណ្ឌិត', 'គ្រូពេទ្យ', 'លោកគ្រូ', 'ដុកទ័រ', 'Dr'],
      vi: ['Tiến sĩ', 'TS', 'Bác sĩ', 'BS', 'Dr'],
    },
  },
]

const titleHint = new RegExp(`\\b(?:${rules.flatMap(({ titles }) => titles).join('|')})(?![A-Za-z])`)

function broken(rule: Rule, title: string, person: PersonMention, input: CheckInput): readonly Finding[] {
  const { target, locale, source } = input
  const titleStart = source.lastIndexOf(title, person.start)
  const range = { start: titleStart < 0 ? person.start : titleStart, end: person.end }
  const wrong = rule.never?.[locale]
    ?.map((form) => placeBefore(form, person.name, target))
    .find((place) => place !== null)
  const accepted = [...rule.forms[locale], title]
  const written = `${title}${source.charAt(range.start + title.length) === '.' ? '.' : ''}`
  const values = { title: written, expected: accepted[0] ?? title, name: shown(person.name) }
  if (wrong) return [report('honorifics', 'warning', 'other-sex', { values, source: range, target: wrong })]
  const key = matchKey(target)
  if (accepted.some((form) => key.includes(matchKey(form)))) return []
  return [report('honorifics', rule.severity, 'missing', { values, source: range })]
}

// The title of the other sex right before the name as the source writes it.
function placeBefore(form: string, name: string, target: string): { start: number; end: number } | null {
  const [first = ''] = name.split(' ')
  for (let at = target.indexOf(first); at > 0; at = target.indexOf(first, at + 1)) {
    const before = target.slice(0, at).replace(/[\s\u200B]+$/, '')
    if (!before.endsWith(form)) continue
    const start = before.length - form.length
    if (/[A-Za-z]/.test(target.charAt(start - 1))) continue
    return { start, end: before.length }
  }
  return null
}
