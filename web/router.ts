// Which page an address means. Each page is a chunk of its own, fetched when it is first visited.

/** A page and what the address tells it. */
export interface Route {
  readonly pattern: string
  readonly tag: string
  readonly load: () => Promise<unknown>
  /** May be seen without being signed in. */
  readonly open?: boolean
  /** Which entry of the navigation it belongs to. */
  readonly section?: 'work' | 'articles' | 'glossary' | 'people' | 'project' | 'accounts' | 'me'
}

export interface Matched {
  readonly route: Route
  /** Values of the parts that begin with a colon, already decoded. */
  readonly values: Readonly<Record<string, string>>
}

/** Every page, in the order in which addresses are compared. */
export const routes: readonly Route[] = [
  { pattern: '/sign-in', tag: 'st-sign-in-page', load: () => import('./pages/sign-in-page.ts'), open: true },
  { pattern: '/link/:token', tag: 'st-link-page', load: () => import('./pages/link-page.ts'), open: true },
  {
    pattern: '/invitation/:token',
    tag: 'st-invitation-page',
    load: () => import('./pages/invitation-page.ts'),
    open: true,
  },
  { pattern: '/', tag: 'st-work-page', load: () => import('./pages/work-page.ts'), section: 'work' },
  {
    pattern: '/projects/:project/articles',
    tag: 'st-articles-page',
    load: () => import('./pages/articles-page.ts'),
    section: 'articles',
  },
  {
    pattern: '/projects/:project/import',
    tag: 'st-import-page',
    load: () => import('./pages/import-page.ts'),
    section: 'articles',
  },
  {
    pattern: '/projects/:project/glossary',
    tag: 'st-glossary-page',
    load: () => import('./pages/glossary-page.ts'),
    section: 'glossary',
  },
  {
    pattern: '/projects/:project/memory',
    tag: 'st-memory-page',
    load: () => import('./pages/memory-page.ts'),
    section: 'project',
  },
  {
    pattern: '/projects/:project/people',
    tag: 'st-people-page',
    load: () => import('./pages/people-page.ts'),
    section: 'people',
  },
  {
    pattern: '/projects/:project',
    tag: 'st-project-page',
    load: () => import('./pages/project-page.ts'),
    section: 'project',
  },
  {
    pattern: '/articles/:article',
    tag: 'st-article-page',
    load: () => import('./pages/article-page.ts'),
    section: 'articles',
  },
  {
    pattern: '/articles/:article/languages',
    tag: 'st-languages-page',
    load: () => import('./editor/languages-page.ts'),
    section: 'articles',
  },
  {
    pattern: '/articles/:article/names',
    tag: 'st-names-page',
    load: () => import('./pages/names-page.ts'),
    section: 'articles',
  },
  {
    pattern: '/editions/:edition',
    tag: 'st-edition-page',
    load: () => {
      // What one writes in comes beside the page, not after it.
      import('./editor/core/field.ts').catch(() => undefined)
      return import('./editor/edition-page.ts')
    },
    section: 'articles',
  },
  {
    pattern: '/editions/:edition/releases',
    tag: 'st-release-page',
    load: () => import('./pages/release-page.ts'),
    section: 'articles',
  },
  {
    pattern: '/editions/:edition/exchange',
    tag: 'st-exchange-page',
    load: () => import('./pages/exchange-page.ts'),
    section: 'articles',
  },
  {
    pattern: '/releases/:release',
    tag: 'st-release-page',
    load: () => import('./pages/release-page.ts'),
    section: 'articles',
  },
  {
    pattern: '/accounts',
    tag: 'st-accounts-page',
    load: () => import('./pages/accounts-page.ts'),
    section: 'accounts',
  },
  { pattern: '/me', tag: 'st-me-page', load: () => import('./pages/me-page.ts'), section: 'me' },
]

export const notFound: Route = {
  pattern: '',
  tag: 'st-not-found-page',
  load: () => import('./pages/not-found-page.ts'),
  open: true,
}

/** Finds the page of a path; a trailing slash makes no difference. */
export function match(path: string, table: readonly Route[] = routes): Matched {
  for (const route of table) {
    const values = valuesIn(route.pattern, path)
    if (values) return { route, values }
  }
  return { route: notFound, values: {} }
}

function valuesIn(pattern: string, path: string): Record<string, string> | null {
  const expected = parts(pattern)
  const given = parts(path)
  if (expected.length !== given.length) return null
  const values: Record<string, string> = {}
  for (const [n, part] of expected.entries()) {
    const value = given[n] ?? ''
    if (!part.startsWith(':')) {
      if (part !== value) return null
      continue
    }
    const decoded = decode(value)
    if (!decoded) return null
    values[part.slice(1)] = decoded
  }
  return values
}

function parts(path: string): readonly string[] {
  return path.split('/').filter(Boolean)
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

/**
 * Where to go after sign-in: the path asked for, if it is one of ours.
 * Anything else, such as `//example.org`, would lead people away.
 */
export function safeReturn(asked: string | null): string {
  if (!asked || !asked.startsWith('/') || asked.startsWith('//') || asked.includes('\\')) return '/'
  return match(asked.split(/[?#]/)[0] ?? '').route.open ? '/' : asked
}
