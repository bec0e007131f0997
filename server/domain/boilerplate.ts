// Words that belong to the web page and not to the article: notices of the site, buttons, links, rights.

import { matchKey } from '#glossary/matchkey.ts'

/** A notice is short; a paragraph that mentions cookies or subscribers is news. */
const longest = 160

/** Signs that are enough wherever they stand in a short block. */
const anywhere: readonly RegExp[] = [
  /\b(?:site|website|page|section|portal)\b.{0,40}\b(?:under|in) (?:construction|configuration|maintenance|development)\b/,
  /^(?:this (?:site|page) is )?under (?:construction|configuration|maintenance)\b/,
  /\b(?:coming|available|back|online) soon\b[.!…]{0,9}$/,
  /\ball rights reserved\b|^(?:copyright\b.{0,3})?©|^copyright (?:\(c\)|\d{4})/,
  /\b(?:we|site|website|page) uses? (?:\w{1,12} ){0,3}cookies\b|\bcookie (?:policy|settings|preferences|notice|consent)\b|\b(?:accept|reject|manage) (?:all )?cookies\b/,
  /\b(?:enable|turn on|requires?) javascript\b|\bjavascript (?:is|must be) (?:disabled|enabled|required)\b|\bbrowser (?:is|does) not support/,
  /\b(?:page|file) (?:was )?not found\b|\berror 404\b|\b404 (?:error|not found)\b/,
  /\b(?:share|follow us|like us|find us|join us) on (?:facebook|twitter|x|linkedin|instagram|whatsapp|telegram|line|youtube|tiktok|social media)\b/,
  /\bterms (?:of (?:use|service)|and conditions)\b.{0,40}\bprivacy\b|\bprivacy policy\b.{0,40}\b(?:terms|contact|sitemap|cookie)/,
  /\bpowered by (?:wordpress|drupal|joomla|blogger|hugo|ghost)\b/,
]

/** What is boilerplate only when the block says nothing else. */
const whole = new RegExp(
  `^(?:${[
    '(?:read|see|view|show|load|learn|find out)(?: more| all| less)(?: (?:news|articles|stories|about|here))?',
    '(?:click|tap) (?:here|to)\\b.{0,40}',
    'share(?: (?:this|on|via|the)\\b.{0,30}|:.{0,60})?',
    '(?:print|e-?mail|download|save|bookmark) (?:this )?(?:page|article|story|pdf)?',
    '(?:subscribe|sign up|register)(?: (?:now|here|today|to|for)\\b.{0,60})?',
    '(?:sign|log) ?(?:in|out|on)(?: (?:or|to|/)\\b.{0,40})?',
    'skip (?:to|navigation)\\b.{0,40}',
    '(?:back|go|return) to (?:the )?(?:top|home ?page|list|previous page|main (?:page|menu))',
    '(?:previous|next|related|latest|popular|more|most read|recommended|trending|top)(?: (?:article|post|page|story|news|articles|posts|stories|topics|links|reading|item))s?',
    '(?:leave|post|add|write) a (?:comment|reply)|comments? (?:are )?(?:closed|off|disabled)|no comments(?: yet)?|\\d{1,5} comments?',
    '(?:follow|contact|about|like|join) us',
    '(?:home|menu|search|navigation|advertisement|sponsored(?: content)?|sitemap|site map|newsletter|loading|please wait)',
    '(?:views?|hits|reads|visits|clicks|likes|shares)\\s?:?\\s?\\d[\\d,.]{0,9}k?|\\d[\\d,.]{0,9}k? (?:views|hits|reads|visits|likes|shares)',
    '(?:facebook|twitter|linkedin|instagram|whatsapp|telegram|youtube|tiktok|email|copy link|rss)(?: (?:facebook|twitter|linkedin|instagram|whatsapp|telegram|youtube|tiktok|email|copy link|rss)){0,9}',
    'your e-?mail address will not be published',
    'privacy policy|terms of (?:use|service)|terms and conditions|disclaimer',
  ].join('|')})[\\s.!…:»›>→-]{0,9}$`,
)

/** Whether a block of words belongs to the page around the article. */
export function isBoilerplate(words: string): boolean {
  const text = words.trim()
  if (text.length > longest || text === '') return false
  const key = text.replace(/\s{1,160}/g, ' ').toLowerCase()
  return anywhere.some((pattern) => pattern.test(key)) || whole.test(key)
}

/** The form under which a project remembers a notice that stands in several of its articles. */
export function boilerplateKey(words: string): string {
  return (matchKey(words).match(/[\p{L}\p{M}\p{N}]{1,100}/gu) ?? []).join(' ')
}
