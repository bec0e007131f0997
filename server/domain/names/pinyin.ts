// Chinese names in the official romanisation (pinyin): its letters have other sounds than English ones, so that
// `Qin` is heard as chin and `Xi` as si.

/** The sounds of a word in pinyin, syllable by syllable; null when it cannot be read as one. */
export function pinyinSyllables(word: string): readonly Syllable[] | null {
  if (!isPinyin.test(word)) return null
  return Array.from(word.matchAll(syllable), ({ 0: whole, 1: initial = '', 2: final = '' }) => ({
    // Before its own vowel the letter is only written: yi, yu, wu.
    initial: /^(?:y[iu]|wu)/.test(whole) ? '' : initial,
    final,
  }))
}

/** The consonant that a syllable begins with, if it has one, and all that follows. */
export interface Syllable {
  readonly initial: string
  readonly final: string
}

/** Whether a name has the words of a Chinese name: two or three, one of them a surname, all in pinyin. */
export function isChineseName(words: readonly string[]): boolean {
  if (words.length < 2 || words.length > 3) return false
  // A given name has one or two syllables, a surname one, seldom two.
  if (words.some((word) => (pinyinSyllables(word)?.length ?? Infinity) > 2)) return false
  return surnames.has(words[0] ?? '') || surnames.has(words.at(-1) ?? '')
}

// The parts of syllables in GB/T 16159; what Chinese does not combine is not excluded. A consonant between two vowels
// begins the second syllable.
const initials = 'zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]'
const finals =
  '(?:iang|iong|uang|ang|eng|ing|ong|ian|uan|an|en|er|in|un)(?![aeiou])|iao|uai|ai|ao|ei|ia|ie|iu|ou|ua|ue|ui|uo|a|e|i|o|u'
const isPinyin = new RegExp(`^(?:(?:${initials})?(?:${finals}))+$`)
const syllable = new RegExp(`(${initials})?(${finals})`, 'g')

// The most frequent surnames of China, which more than four of five people there have.
const surnames = new Set(
  (
    'wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng liang xie song tang ' +
    'feng yu dong xiao cheng cao yuan deng fu shen zeng peng lu su jiang cai jia ding wei xue ye yan pan du dai xia ' +
    'zhong tian ren fan fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng long ' +
    'wan duan qian yin yi chang qiao lai gong wen pang lan hong sheng xi hua bi mei tao shang ge niu zhan ning ruan lei ' +
    'ji ke nie zhuang zuo ou tu an pei shu mo rong lou mu yue guan zhai pu bao geng lian min'
  ).split(' '),
)
