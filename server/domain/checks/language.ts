// Tells Indonesian and Malay apart, which share their letters and most of their words.

import type { TargetLocale } from '#locales/locale.ts'

import { plainText } from '../inline.ts'

import table from './malay-indonesian.json' with { type: 'json' }

import type { Check } from './finding.ts'
import { report } from './report.ts'

/** Reports a sentence that has more words of the neighbour's language than of its own. */
export const checkLanguage: Check = ({ source, target, locale }) => {
  const { sum, strongest } = leaning(source, target, locale)
  // Several words that are only rarer here say less than one that is not written so.
  if (sum > -(thresholds[locale] ?? Infinity) || strongest > -telling) return []
  return [report('language', 'warning', locale === 'id' ? 'malay' : 'indonesian')]
}

/**
 * Tells whether the sentences of an edition together are in the neighbour's language.
 * @returns false for languages that have no such neighbour
 */
export function isNeighbourLanguage(
  pairs: readonly { readonly source: string; readonly target: string }[],
  locale: TargetLocale,
): boolean {
  if (!(locale in signs)) return false
  const sum = pairs.reduce((total, { source, target }) => total + leaning(source, target, locale).sum, 0)
  return sum < -documentThreshold
}

// Log-odds that hardly any sentence, and no ten sentences together, of professional news have against them.
const thresholds: Readonly<Partial<Record<TargetLocale, number>>> = { id: 5, ms: 4.5 }
const documentThreshold = 8
const telling = 2

const signs: Readonly<Partial<Record<TargetLocale, 1 | -1>>> = { id: 1, ms: -1 }

/**
 * Sums what the words say for the language (above 0) or its neighbour, and what the one says that speaks most for the
 * neighbour; words of the source say nothing.
 */
function leaning(source: string, target: string, locale: TargetLocale) {
  const sign = signs[locale] ?? 0
  let [sum, strongest] = [0, 0]
  if (sign === 0) return { sum, strongest }
  const known = new Set(wordsOf(source))
  for (const word of new Set(wordsOf(target))) {
    if (known.has(word)) continue
    const weight = sign * (weights().get(word) ?? 0)
    sum += weight
    strongest = Math.min(strongest, weight)
  }
  return { sum, strongest }
}

// What is said twice counts once, with the affixes of its first half: sekurang-kurangnya.
const word = /(?<![a-z]-?)[a-z]+/g

function wordsOf(text: string): readonly string[] {
  return plainText(text).toLowerCase().match(word) ?? []
}

// Words that the standard of the other country does not have, or only as a loan that the press avoids.
const onlyIndonesian = `karena bahwa berbeda kantor universitas kamis maret agustus senin desember jumat juni uang nomor
  kualitas aktivitas prioritas fasilitas komunitas miliar triliun inggris jepang tiongkok kamboja
  spanyol italia rektor mahasiswa sepeda mobil istri dokter persen pemilu kampanye kasus pajak pabrik
  listrik jembatan bandara taksi sopir wisatawan pariwisata obat pasien kanker perawat tentara ledakan
  pengungsi narkoba pengadilan jaksa tersangka penyidik peneliti ilmuwan aktor aktris konser proyek
  berhasil keberhasilan sukses tim pelatih situs ponsel telepon televisi musik kapasitas identitas
  sedangkan butuh membutuhkan kebutuhan coba mencoba dosen sekretaris direktur manajer karyawan
  gubernur walikota komite partai departemen kepolisian kecelakaan badai derajat prancis yunani mesir
  selandia besok bisnis pengusaha apotek kulkas bagian objektif efektivitas produktivitas kreativitas
  solidaritas minoritas mayoritas otoritas entitas realitas stabilitas bioskop koran fotografer
  sutradara cewek cowok bocah kekhawatiran hiu lonceng merek berinvestasi investasi investor utang
  kurs ekspor impor pasokan produsen konsumen pedagang toko supermarket mal apartemen kamar terluka
  korban selamatan evakuasi mengevakuasi relawan berlibur natal perancang gaun celana kaos`
const onlyMalay = `kerana bahawa berbeza universiti khamis isnin jumaat mac ogos julai disember syarikat bilion trilion
  kualiti aktiviti prioriti komuniti identiti inggeris jepun nombor wang mesyuarat pensyarah canselor
  sukan sekiranya tahniah polis sepanyol isteri doktor peratus kempen cukai elektrik jambatan
  pelancongan ubat pesakit kanser jururawat tentera askar letupan pelarian dadah peguam disyaki suspek
  siasatan menyiasat penyiasat penyelidik saintis pelakon konsert projek berjaya kejayaan jurulatih
  kejohanan jaringkan menjaringkan sesawang televisyen filem muzik kapasiti bajet pelaburan pelabur
  melabur kedai basikal motosikal pengarah pengerusi setiausaha jurucakap akhbar jawatankuasa parti
  parlimen gabenor antarabangsa kebangsaan sahaja cuba iaitu ianya manakala memandangkan selepas
  semasa mangsa kemalangan ribut salji darjah mahu mahukan lelaki kanak penyokong menyokong sokongan
  undi mengundi pengundi undian hospital bahagian perkhidmatan perniagaan peniaga penghujung rakan
  majlis rundingan matlamat cabaran punca maklumat peperiksaan perisian itali kemboja
  kejiranan jiran pangsapuri lebuhraya sempadan warganegara pengganas keganasan banduan kes faedah
  majikan kakitangan kesihatan jerung loceng jenama pasaraya pembekal pengeluar eksport import bekalan
  percutian bercuti krismas pereka seluar kasut terkorban mencederakan kecederaan berang mendakwa
  dakwaan didakwa pendakwa menyaman imigresen`
// Official of the one is office of the other: no evidence, whatever the counts say.
const falseFriends: ReadonlySet<string> = new Set(
  'pejabat kereta awak kemudahan polisi pemerintahan perusahaan januari februari jerman rusia perancis cuma boleh'.split(
    ' ',
  ),
)

// Common in one country and good in the other, too, so that several of them together say something.
const weakSigns: ReadonlySet<string> = new Set(
  `mempunyai disahkan mengesahkan ialah terutamanya mengurangkan berkata perkara bermula berbanding
  rancangan betul wujud beliau dipercayai sukar apabila semula kesan seterusnya pantas ditemui kehadiran
  meletakkan menambah mesti menghalang sebenar sebaik mencipta nampaknya contohnya menjadikan diubah
  luar biasa lainnya ditemukan kesulitan resmi sampai berarti mencoba menit kerusakan rata-rata jalur
  pertemuan terjadi periode kegiatan biaya berisi pernyataan buka memulai peran saran daratan`.split(/\s+/),
)
const weakest = 1

let made: ReadonlyMap<string, number> | null = null

function weights(): ReadonlyMap<string, number> {
  return (made ??= new Map([
    ...Object.entries(table.words)
      .flatMap(([weight, words]) =>
        words.split(' ').map((word) => [word, weightOf(word, Number(weight))] as const),
      )
      .filter(([word]) => !falseFriends.has(word)),
    ...onlyIndonesian.split(/\s+/).map((word) => [word, 4] as const),
    ...onlyMalay.split(/\s+/).map((word) => [word, -4] as const),
  ]))
}

function weightOf(word: string, weight: number): number {
  return weakSigns.has(word) ? Math.sign(weight) * weakest : weight
}
