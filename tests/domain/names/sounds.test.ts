import { describe, expect, test } from 'vitest'

import { isChineseName, pinyinSyllables } from '#domain/names/pinyin.ts'
import { isHeard, soundsOf } from '#domain/names/sounds.ts'

describe('a Chinese name is heard in every way of writing it', () => {
  const written: readonly (readonly [string, readonly string[]])[] = [
    ['SHI Zhongjun', ['สือ จงจวิ้น', 'สื่อ จงจวิน', 'ສື ຈົງຈຸນ', 'ສື່ ຈົງຈວິ້ນ', 'ស៊ី ចុងជុន']],
    ['LIU Xiao', ['หลิว เสี่ยว', 'หลิว เซียว', 'ລິວ ສຽວ', 'លីវ ស៊ាវ']],
    ['JIN Li', ['จิน หลี่', 'จิน ลี่', 'ຈິນ ລີ', 'ជីន លី']],
    ['Wang Yi', ['หวัง อี้', 'ຫວັງ ອີ້', 'វ៉ាង យី', 'វ៉ាង អ៊ី']],
    ['Qin Gang', ['ฉิน กัง', 'ສິນ ກັງ', 'ឈិន កាង', 'ជីន ហ្គាង']],
    ['Hu Jintao', ['หู จิ่นเทา', 'ຫູ ຈິນທາວ', 'ហ៊ូ ជីនតាវ']],
  ]
  test.for(written)('%s', ([name, forms]) => {
    expect(forms.filter((form) => !isHeard(name, soundsOf(form)))).toEqual([])
  })

  test.for(written)('%s is not heard where it is not named', ([name]) => {
    const other = 'นายกรัฐมนตรีกล่าวเมื่อวันจันทร์ว่ารัฐบาลจะดำเนินการตามแผนพัฒนาเศรษฐกิจแห่งชาติ'
    expect(isHeard(name, soundsOf(other))).toBe(false)
  })
})

test('an h that only gives the tone is no sound', () => {
  expect(soundsOf('หลี่')).toEqual(soundsOf('ลี่'))
  expect(soundsOf('ຫວັງ')).toEqual(soundsOf('ວັງ'))
  expect(soundsOf('หู')).not.toEqual([])
})

test('words are cut into syllables as the romanisation means them', () => {
  const cut = (word: string) => pinyinSyllables(word)?.map(({ initial, final }) => `${initial}-${final}`)
  expect(cut('zhongjun')).toEqual(['zh-ong', 'j-un'])
  expect(cut('danan')).toEqual(['d-a', 'n-an'])
  expect(cut('yi')).toEqual(['-i'])
  expect(cut('smith')).toBeUndefined()
})

test('a Chinese name has a Chinese surname', () => {
  expect(isChineseName(['shi', 'zhongjun'])).toBe(true)
  expect(isChineseName(['zhongjun', 'shi'])).toBe(true)
  expect(isChineseName(['dina', 'rama'])).toBe(false)
  expect(isChineseName(['li'])).toBe(false)
})
