// The formats that a release can be downloaded in, in the order in which they are offered.

export const releaseFormats = [
  'html',
  'md',
  'txt',
  'json',
  'xliff-1.2',
  'xliff-2.0',
  'xliff-2.1',
  'xliff-2.2',
  'review-html',
  'review-docx',
  'original',
] as const
export type ReleaseFormat = (typeof releaseFormats)[number]
