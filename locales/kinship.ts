// Which languages help each other: whoever reads one of a pair reads most of the other.

import { compareLocales, type TargetLocale } from './locale.ts'

const sisters: Readonly<Record<TargetLocale, TargetLocale | null>> = {
  th: 'lo',
  lo: 'th',
  id: 'ms',
  ms: 'id',
  km: null,
  vi: null,
}

/** Compares languages for somebody who works in `locale`: the sister language comes first. */
export function byKinship(locale: TargetLocale): (one: TargetLocale, other: TargetLocale) => number {
  const sister = sisters[locale]
  return (one, other) => Number(other === sister) - Number(one === sister) || compareLocales(one, other)
}
