import { describe, expect, test } from 'vitest'

import { findingsOf } from '#domain/checks/run.ts'
import { compileGlossary, findTerms } from '#glossary/matcher.ts'
import { seedTerms } from '#glossary/seeds/seeds.ts'
import type { TargetLocale } from '#locales/locale.ts'

// Sentences of an education page as people would translate them; none of them deserves an error.
const glossary = compileGlossary(
  seedTerms.map((draft, i) => ({ ...draft, id: `t${i}`, projectId: 'p', version: 1, updatedAt: '' })),
)

const sentences = {
  date: '2024.10.25',
  caption: 'H.E. Mr. SHI Zhongjun, Secretary-General of ACC',
  launch:
    'ACC was officially launched at the Commemorative Summit marking the 20th anniversary of ASEAN-China dialogue relations on 18 November 2011.',
  states:
    'ASEAN-China Centre (ACC) is an inter-governmental organization co-founded by 10 ASEAN Member States (AMS) and China.',
  meeting: 'After the meeting, the delegation visited the IIOE AI Lab.',
  director: 'Prof. JIN Li, Director of UNESCO-ICHEI and Vice President of SUSTech',
} as const

const translations: readonly (readonly [TargetLocale, keyof typeof sentences, string])[] = [
  ['th', 'date', '25 ตุลาคม 2567'],
  ['km', 'date', 'ថ្ងៃទី២៥ ខែតុលា ឆ្នាំ២០២៤'],
  ['vi', 'date', 'ngày 25 tháng 10 năm 2024'],
  ['id', 'date', '25 Oktober 2024'],
  ['th', 'caption', 'ฯพณฯ สือ จงจวิ้น เลขาธิการศูนย์อาเซียน-จีน'],
  ['km', 'caption', 'ឯកឧត្តម SHI Zhongjun អគ្គលេខាធិការ ACC'],
  ['vi', 'caption', 'Ngài SHI Zhongjun, Tổng Thư ký ACC'],
  [
    'th',
    'launch',
    'ศูนย์อาเซียน-จีนเปิดอย่างเป็นทางการในการประชุมสุดยอดสมัยพิเศษเนื่องในโอกาสครบรอบ 20 ปีความสัมพันธ์คู่เจรจาอาเซียน-จีน เมื่อวันที่ 18 พฤศจิกายน 2554',
  ],
  [
    'km',
    'launch',
    'ACC ត្រូវបានសម្ពោធជាផ្លូវការនៅក្នុងកិច្ចប្រជុំកំពូលរំលឹកខួបលើកទី២០ នៃទំនាក់ទំនងអាស៊ាន-ចិន នៅថ្ងៃទី១៨ ខែវិច្ឆិកា ឆ្នាំ២០១១។',
  ],
  [
    'vi',
    'launch',
    'ACC chính thức ra mắt tại Hội nghị cấp cao kỷ niệm hai mươi năm quan hệ đối thoại ASEAN - Trung Quốc ngày 18/11/2011.',
  ],
  [
    'id',
    'states',
    'Pusat ASEAN-Tiongkok (ACC) adalah organisasi antarpemerintah yang didirikan bersama oleh sepuluh negara anggota ASEAN dan Tiongkok.',
  ],
  ['lo', 'states', 'ສູນອາຊຽນ-ຈີນ (ACC) ແມ່ນອົງການລະຫວ່າງລັດຖະບານທີ່ສ້າງຕັ້ງຮ່ວມກັນໂດຍ 10 ປະເທດສະມາຊິກອາຊຽນ ແລະ ຈີນ.'],
  ['ms', 'meeting', 'Selepas mesyuarat itu, delegasi melawat Makmal AI IIOE.'],
  ['th', 'director', 'ศ.จิน ลี่ ผู้อำนวยการ UNESCO-ICHEI และรองอธิการบดี SUSTech'],
  ['lo', 'director', 'ສາດສະດາຈານ ຈິນ ລີ, ຜູ້ອຳນວຍການ UNESCO-ICHEI ແລະ ຮອງອະທິການບໍດີ SUSTech'],
]

describe('a good translation has no error', () => {
  test.each(translations)('%s: %s', (locale, name, target) => {
    const source = sentences[name]
    const terms = findTerms(glossary, source)
    const found = findingsOf({ source, target, codes: [], locale, role: 'body', terms })
    expect(found.filter(({ severity }) => severity === 'error')).toEqual([])
  })
})
