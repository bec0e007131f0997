import { describe, expect, test } from 'vitest'

import { ConfigError, describeConfig, readConfig } from '../../server/config.ts'

function mistakesIn(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes
    throw error
  }
}

describe('the configuration', () => {
  test('needs nothing: loopback, a folder of its own, the sample', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      databaseUrl: null,
      sample: true,
      baseUrl: null,
      trustProxy: false,
    })
  })

  test('names every mistake at once, also names that are no setting', () => {
    const mistakes = mistakesIn({
      PORT: 'eighty',
      DATABASE_URL: 'mysql://somewhere',
      SETARA_SAMPLE: 'maybe',
      SETARA_BASE_URL: 'setara.example.org',
      SETARA_METRICS_TOKEN: 'short',
      SETARA_LOG: 'loud',
      SETARA_DATE: 'data',
    })

    const named = mistakes.map((mistake) => /^\w+/.exec(mistake)?.[0] ?? '').toSorted()
    expect(named).toEqual([
      'DATABASE_URL',
      'PORT',
      'SETARA_BASE_URL',
      'SETARA_DATE',
      'SETARA_LOG',
      'SETARA_METRICS_TOKEN',
      'SETARA_SAMPLE',
    ])
    expect(mistakes.find((mistake) => mistake.startsWith('SETARA_DATE'))).toContain(
      'did you mean SETARA_DATA?',
    )
  })

  test.each(['65536', '-1', '80.5', ' 80', '0x50'])('knows that %j is no port', (port) => {
    expect(mistakesIn({ PORT: port })).toEqual(['PORT: expected a port number from 0 to 65535'])
  })

  test('takes an empty variable for one that was not set', () => {
    expect(readConfig({ DATABASE_URL: '', PORT: '', SETARA_LOG: '' })).toEqual(readConfig({}))
  })

  test.each(['0.0.0.0', '::', '192.0.2.7', 'example.org'])(
    'never offers the demonstration accounts on %s, where others reach it',
    (host) => {
      expect(readConfig({ HOST: host, SETARA_SAMPLE: 'on' }).sample).toBe(false)
    },
  )

  test.each(['127.0.0.1', '127.1.2.3', 'localhost', '::1'])('offers them on %s', (host) => {
    expect(readConfig({ HOST: host }).sample).toBe(true)
  })

  test('is shown without its secrets', () => {
    const shown = JSON.stringify(
      describeConfig(
        readConfig({
          DATABASE_URL: 'postgres://setara:s3cret%40word@db.example.org/setara?password=another',
          SETARA_METRICS_TOKEN: 'a-token-of-many-letters',
        }),
      ),
    )

    expect(shown).toContain('db.example.org')
    for (const secret of ['s3cret', 'word@', 'another', 'many-letters']) expect(shown).not.toContain(secret)
  })
})
