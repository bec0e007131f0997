// Namespaces of XLIFF 2, its modules and what they build on.

/** The core of XLIFF 2.0 and 2.1. */
export const core = 'urn:oasis:names:tc:xliff:document:2.0'
/** The core of XLIFF 2.2. */
export const core22 = 'urn:oasis:names:tc:xliff:document:2.2'

/** Modules by their usual prefix. @see https://docs.oasis-open.org/xliff/xliff-core/v2.1/os/xliff-core-v2.1-os.html#modules */
export const modules = {
  mtc: 'urn:oasis:names:tc:xliff:matches:2.0',
  gls: 'urn:oasis:names:tc:xliff:glossary:2.0',
  fs: 'urn:oasis:names:tc:xliff:fs:2.0',
  mda: 'urn:oasis:names:tc:xliff:metadata:2.0',
  res: 'urn:oasis:names:tc:xliff:resourcedata:2.0',
  ctr: 'urn:oasis:names:tc:xliff:changetracking:2.0',
  ctr21: 'urn:oasis:names:tc:xliff:changetracking:2.1',
  slr: 'urn:oasis:names:tc:xliff:sizerestriction:2.0',
  val: 'urn:oasis:names:tc:xliff:validation:2.0',
  itsm: 'urn:oasis:names:tc:xliff:itsm:2.1',
  its: 'http://www.w3.org/2005/11/its',
  pgs: 'urn:oasis:names:tc:xliff:pgs:1.0',
} as const

/** Every namespace of a module. */
export const moduleNamespaces: ReadonlySet<string> = new Set(Object.values(modules))
