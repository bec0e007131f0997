// Which page an address means.

import { describe, expect, test } from 'vitest'

import { match, notFound, routes, safeReturn } from '../../web/router.ts'

describe('addresses', () => {
  test('a page is found by the shape of its address and given its values', () => {
    const { route, values } = match('/projects/p1/glossary')
    expect(route.tag).toBe('st-glossary-page')
    expect(values).toEqual({ project: 'p1' })
  })

  test('a trailing slash makes no difference', () => {
    expect(match('/articles/a1/').values).toEqual(match('/articles/a1').values)
  })

  test('values are decoded once', () => {
    expect(match('/articles/a%2Fb%2525').values).toEqual({ article: 'a/b%25' })
  })

  test.each(['/articles/%E0%A4%A', '/articles', '/articles/a/b/c', '/Articles/a', '/projects/p/'.repeat(3)])(
    '%s is no page of ours',
    (address) => {
      expect(match(address).route).toBe(notFound)
    },
  )

  test('only the doors are open to people who are not signed in', () => {
    expect(routes.filter((route) => route.open).map((route) => route.pattern)).toEqual([
      '/sign-in',
      '/link/:token',
      '/invitation/:token',
    ])
  })
})

describe('where sign-in leads back to', () => {
  test('to the page that was asked for, with its query', () => {
    expect(safeReturn('/editions/e1?segment=3')).toBe('/editions/e1?segment=3')
  })

  test.each([
    null,
    '',
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/nowhere',
  ])('but not to %s', (asked) => {
    expect(safeReturn(asked)).toBe('/')
  })

  test('and not round in a circle', () => {
    expect(safeReturn('/sign-in?to=/me')).toBe('/')
  })
})
