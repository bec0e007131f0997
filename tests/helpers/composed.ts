// Sentences composed around the names of the news and the acronyms of the seed glossary, for the kinds of faults that a
// thousand pairs of news have too few places for: acronyms, persons, years, scores and amounts.

import { seedTerms } from '#glossary/seeds/seeds.ts'
import type { TargetLocale } from '#locales/locale.ts'

import { newsPairs, type Pair } from './news.ts'

type Slots = Readonly<Record<'name' | 'other' | 'acronym' | 'year' | 'score' | 'amount' | 'decimal', string>>

const english: readonly string[] = [
  '{name} met officials of {acronym} with {other} in {year}.',
  'The team of {name} won {score} in {year}, and {other} of {acronym} watched it.',
  '{acronym} will give {amount} million dollars to the school of {name}, {other} said in {year}.',
  '{decimal} per cent of the members of {acronym} voted for {name} and not for {other} in {year}.',
]

const translated: Readonly<Record<TargetLocale, readonly string[]>> = {
  th: [
    '{name} พบเจ้าหน้าที่ของ {acronym} พร้อมกับ {other} เมื่อปี {year}',
    'ทีมของ {name} ชนะ {score} เมื่อปี {year} และ {other} จาก {acronym} ได้ชมด้วย',
    '{acronym} จะมอบเงิน {amount} ล้านดอลลาร์ให้โรงเรียนของ {name} ตามที่ {other} กล่าวเมื่อปี {year}',
    'สมาชิกร้อยละ {decimal} ของ {acronym} ลงคะแนนให้ {name} ไม่ใช่ {other} เมื่อปี {year}',
  ],
  id: [
    '{name} bertemu pejabat {acronym} bersama {other} pada {year}.',
    'Tim {name} menang {score} pada {year}, dan {other} dari {acronym} menyaksikannya.',
    '{acronym} akan memberikan {amount} juta dolar kepada sekolah {name}, kata {other} pada {year}.',
    'Sebanyak {decimal} persen anggota {acronym} memilih {name}, bukan {other}, pada {year}.',
  ],
  lo: [
    '{name} ໄດ້ພົບກັບເຈົ້າໜ້າທີ່ຂອງ {acronym} ພ້ອມກັບ {other} ໃນປີ {year}.',
    'ທີມຂອງ {name} ຊະນະ {score} ໃນປີ {year} ແລະ {other} ຈາກ {acronym} ໄດ້ຊົມ.',
    '{acronym} ຈະມອບເງິນ {amount} ລ້ານໂດລາໃຫ້ໂຮງຮຽນຂອງ {name}, {other} ກ່າວໃນປີ {year}.',
    'ສະມາຊິກ {decimal} ເປີເຊັນຂອງ {acronym} ໄດ້ລົງຄະແນນໃຫ້ {name} ບໍ່ແມ່ນ {other} ໃນປີ {year}.',
  ],
  ms: [
    '{name} bertemu pegawai {acronym} bersama {other} pada tahun {year}.',
    'Pasukan {name} menang {score} pada tahun {year}, dan {other} dari {acronym} menyaksikannya.',
    '{acronym} akan memberikan {amount} juta dolar kepada sekolah {name}, kata {other} pada tahun {year}.',
    'Sebanyak {decimal} peratus ahli {acronym} mengundi {name}, bukan {other}, pada tahun {year}.',
  ],
  km: [
    '{name} បានជួបមន្ត្រីរបស់ {acronym} ជាមួយ {other} នៅឆ្នាំ {year}។',
    'ក្រុមរបស់ {name} ឈ្នះ {score} នៅឆ្នាំ {year} ហើយ {other} មកពី {acronym} បានទស្សនា។',
    '{acronym} នឹងផ្ដល់ {amount} លានដុល្លារដល់សាលារបស់ {name} នេះបើតាម {other} និយាយនៅឆ្នាំ {year}។',
    'សមាជិក {decimal} ភាគរយរបស់ {acronym} បានបោះឆ្នោតឱ្យ {name} មិនមែន {other} ទេនៅឆ្នាំ {year}។',
  ],
  vi: [
    '{name} đã gặp quan chức của {acronym} cùng với {other} vào năm {year}.',
    'Đội của {name} đã thắng {score} vào năm {year}, và {other} từ {acronym} đã xem trận đấu.',
    '{acronym} sẽ tặng {amount} triệu đô la cho trường của {name}, {other} nói vào năm {year}.',
    'Có {decimal} phần trăm thành viên của {acronym} bầu cho {name} chứ không phải {other} vào năm {year}.',
  ],
}

const howMany = 800

/** The composed pairs of a language, in which every source begins with a person, an acronym or a number of its own. */
export function composedPairs(locale: TargetLocale): readonly Pair[] {
  const names = namesOfTheNews()
  const acronyms = seedTerms.flatMap(({ acronym }) =>
    acronym && /^[A-Z]{4,8}$/.test(acronym) ? acronym : [],
  )
  const pick = (some: readonly string[], n: number): string => some[n % some.length] ?? ''
  return Array.from({ length: howMany }, (_, n) => {
    const decimal = `${13 + (n % 80)}.${1 + (n % 9)}`
    const slots: Slots = {
      name: pick(names, n),
      other: pick(names, n + 101),
      acronym: pick(acronyms, n),
      year: String(1960 + ((n >> 2) % 64)),
      score: `${3 + ((n >> 2) % 20)}–${(n >> 2) % 3}`,
      amount: String(13 + ((n >> 2) % 80)),
      decimal,
    }
    const comma = locale === 'id' || locale === 'vi'
    const own = comma ? { ...slots, decimal: decimal.replace('.', ',') } : slots
    return { src: filled(pick(english, n), slots), tgt: filled(pick(translated[locale], n), own) }
  })
}

function filled(pattern: string, slots: Slots): string {
  return pattern.replace(/\{(\w+)\}/g, (_, slot: string) => slots[slot as keyof Slots])
}

const person =
  /(?<=(?:Mr\.?|Mrs\.?|Ms\.?|President|Judge|Sen\.|Rep\.|coach|star|captain|manager) )\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+(?! \p{Lu})/gu

/** Persons that the news names with a title. */
function namesOfTheNews(): readonly string[] {
  return [...new Set(newsPairs('th').flatMap(({ src }) => src.match(person) ?? []))].filter(
    (name) => new Set(name.split(' ')).size === 2,
  )
}
