import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'

import { explainBorders, explainSentences, splitSentences } from '#domain/segmentation.ts'
import { compileRules, type SentenceRule } from '#domain/segmentation/engine.ts'
import { ruleSets } from '#domain/segmentation/rule-sets.ts'

import { writeSrx } from '../../server/formats/srx.ts'
import { readSharedData, sharedData } from '../helpers/shared.ts'

const split = (text: string, language: string): readonly string[] =>
  splitSentences(text, { language }).map(({ source }) => source)

describe('Chinese sentences', () => {
  test.each([
    ['会议结束。代表团离开了。', ['会议结束。', '代表团离开了。']],
    ['会议成功吗？当然成功！大家鼓掌。', ['会议成功吗？', '当然成功！', '大家鼓掌。']],
    ['他问：“你来吗？”我来。', ['他问：“你来吗？”', '我来。']],
    ['“我们同意。”他说。会议结束。', ['“我们同意。”他说。', '会议结束。']],
    ['“合作很重要！”史忠俊表示，中心将继续支持。', ['“合作很重要！”史忠俊表示，中心将继续支持。']],
    ['「我們同意。」主任指出。散會。', ['「我們同意。」主任指出。', '散會。']],
    ['《加油！中国》获奖。观众很多。', ['《加油！中国》获奖。', '观众很多。']],
    ['他读了《谁动了我的奶酪？》一书。书很好。', ['他读了《谁动了我的奶酪？》一书。', '书很好。']],
    ['真的吗？！是的。', ['真的吗？！', '是的。']],
    ['他走了……没有回来。', ['他走了……没有回来。']],
    ['“等一等……”门关上了。', ['“等一等……”', '门关上了。']],
    ['增长了3.5%。出口增长12.8%。', ['增长了3.5%。', '出口增长12.8%。']],
    ['与Prof. Li会面。随后参观。', ['与Prof. Li会面。', '随后参观。']],
    ['U.S. 代表出席。Mr. Chen 致辞。', ['U.S. 代表出席。', 'Mr. Chen 致辞。']],
    ['（会议开始。）代表发言。', ['（会议开始。）', '代表发言。']],
    ['今天上午；明天下午；后天休息。', ['今天上午；明天下午；后天休息。']],
    ['一、总则。二、分则。', ['一、总则。', '二、分则。']],
    ['会议结束。 代表团离开了。', ['会议结束。', '代表团离开了。']],
    ['东盟秘书处（ASEC）发布报告。报告共80页。', ['东盟秘书处（ASEC）发布报告。', '报告共80页。']],
    ['欢迎!大家好。', ['欢迎!', '大家好。']],
    ['他提出“为什么？”的问题。没人回答。', ['他提出“为什么？”的问题。', '没人回答。']],
    ['“你好。再见。”她说。', ['“你好。', '再见。”她说。']],
    ['东盟—中国中心代表团', ['东盟—中国中心代表团']],
    [
      '2024年10月25日，中心在北京举行活动。2025年继续。',
      ['2024年10月25日，中心在北京举行活动。', '2025年继续。'],
    ],
  ])('%s', (text, expected) => {
    expect(split(text, 'zh')).toEqual(expected)
  })
})

describe('straight quotation marks in Chinese', () => {
  test.each([
    ['"我们很高兴。"校长说。"希望你们再来。"', ['"我们很高兴。"校长说。', '"希望你们再来。"']],
    ['他用6"的管子。水很多。', ['他用6"的管子。', '水很多。']],
  ])('%s', (text, expected) => {
    expect(split(text, 'zh')).toEqual(expected)
  })

  test.each(['：“啊。', '“啊。”', '（啊。）', '啊"。', '说，“啊！”'])(
    '20,000 characters of %s are split without delay',
    (unit) => {
      const whole = unit.repeat(Math.ceil(20_000 / unit.length))

      expect(split(whole, 'zh').join('')).toBe(whole)
    },
  )
})

describe('sentences of other languages', () => {
  test.each([
    ['id', 'Delegasi tiba. Mereka bertemu Dr. Sutomo.', 2],
    ['vi', 'Đoàn đã đến. Họ gặp GS. TS. Nguyễn Văn An.', 2],
    ['ms', 'Y.B. Menteri hadir. Majlis bermula.', 2],
    ['km', 'គណៈប្រតិភូបានមកដល់។ ពួកគេបានជួបប្រជុំ។', 2],
    ['th', 'คณะผู้แทนเดินทางมาถึง พวกเขาประชุมกัน', 1],
    ['hi', 'वे आए। वे मिले।', 2],
    ['fr', 'Ils sont arrivés. «Bien!» Élodie sourit.', 3],
  ])('%s: %s', (language, text, count) => {
    expect(split(text, language)).toHaveLength(count)
  })
})

describe('every border', () => {
  test('is told with the sentence that it ends', () => {
    expect(explainSentences('It rained. We met Mr. Li. “Yes.”')).toEqual([
      { source: 'It rained.', after: ' ', rule: 'stop' },
      { source: 'We met Mr. Li.', after: ' ', rule: 'stop' },
      { source: '“Yes.”', after: '', rule: null },
    ])
  })

  test('names its rule', () => {
    expect(explainBorders('It rained. We met Mr. Li. “Yes.”')).toEqual([
      { at: 10, rule: 'stop' },
      { at: 25, rule: 'stop' },
    ])
    expect(explainBorders('会议结束。散会。', { language: 'zh-Hans' })).toEqual([
      { at: 5, rule: 'full-width-stop' },
    ])
  })

  test.each([...ruleSets])(
    'of %s comes from rules with bounded quantifiers and names of their own',
    (_tag, { rules }) => {
      const withoutClasses = (pattern: string) => pattern.replace(/\[(?:\\.|[^\]\\])*\]/g, '[]')
      const unbounded = rules.filter(({ before, after }) =>
        [before, after].some((pattern) => /(?<!\\)[*+]|\{\d+,\}/.test(withoutClasses(pattern))),
      )

      expect(unbounded).toEqual([])
      expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length)
    },
  )

  test.each(['《。。。', '“！', '。”他', '《', '。', '！？', '”'])(
    'is found soon in 20,000 characters of %s',
    (piece) => {
      const text = piece.repeat(20_000 / piece.length)
      const begun = performance.now()

      for (const language of ruleSets.keys()) split(text, language)

      expect(performance.now() - begun).toBeLessThan(20_000)
    },
  )
})

describe('SRX', () => {
  test('says the same as our rules', () => {
    const srx = writeSrx()
    for (const [tag, { name, rules, stops }] of ruleSets) {
      const read = readRules(srx, name)
      expect(read).toHaveLength(rules.length)
      const ours = compileRules(rules, stops)
      const theirs = compileRules(read, stops)
      for (const text of textsFor(tag))
        expect(theirs(text).map(({ at }) => at)).toEqual(ours(text).map(({ at }) => at))
    }
  })
})

/** Reads the rules of one language back from SRX. */
function readRules(srx: string, language: string): readonly SentenceRule[] {
  const rules: SentenceRule[] = []
  let own = false
  let rule = { name: '', kind: 'join' as 'break' | 'join', before: '', after: '' }
  let element = ''
  const parser = new SaxesParser({ xmlns: false })
  parser.on('opentag', ({ name, attributes }) => {
    element = name
    if (name === 'languagerule') own = attributes['languagerulename'] === language
    if (name === 'rule')
      rule = { name: '', kind: attributes['break'] === 'yes' ? 'break' : 'join', before: '', after: '' }
  })
  parser.on('text', (text) => {
    if (element === 'beforebreak') rule.before += text
    if (element === 'afterbreak') rule.after += text
  })
  parser.on('comment', (comment) => (rule.name = comment.trim()))
  parser.on('closetag', ({ name }) => {
    element = ''
    // Conditions are a part of `before` here, so a border may stand behind any character.
    if (name === 'rule' && own) rules.push({ ...rule, when: /^/u })
  })
  parser.write(srx).close()
  return rules
}

function textsFor(tag: string): readonly string[] {
  if (tag === 'zh') return ['会议结束。代表团离开了。', '“我们同意。”他说。《加油！中国》获奖。']
  if (tag === '*') return ['Delegasi tiba. Mereka bertemu Dr. Sutomo.', 'គណៈប្រតិភូ។ ពួកគេ។']
  const list = ['1. One thing. 2. Two things. 3. Three.', 'a) One b) Two', '• One • Two']
  if (!sharedData('segmentation', 'acc-visit.expected.json')) return list
  const paragraphs = JSON.parse(readSharedData('segmentation', 'acc-visit.expected.json')) as string[][]
  return [...list, ...paragraphs.map((sentences) => sentences.join(' '))]
}
