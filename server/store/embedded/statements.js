// Runs the queries of the database thread; those that come often keep their plan. Plain JavaScript like worker.js.

import { parse, protocol } from '@electric-sql/pglite'

import { FrequentQueries } from '../frequent-queries.js'

const { serialize } = protocol
const changesTables = /^\s*(?:create|alter|drop|truncate)\b/i

/**
 * Makes the function that runs queries, with the results of `pg.query`.
 * @param {import('@electric-sql/pglite').PGlite} pg
 */
export function queriesOf(pg) {
  const frequent = new FrequentQueries()
  const kept = new Map()

  async function prepare(name, text) {
    const answer = await send([serialize.parse({ name, text }), serialize.describe({ type: 'S', name })])
    const types = parse.parseDescribeStatementResults(answer)
    // Told once here instead of with every result; queries without rows have none.
    const shape = answer.filter((message) => message.name === 'rowDescription')
    const statement = { name, types, shape }
    kept.set(name, statement)
    return statement
  }

  async function run({ name, types, shape }, parameters) {
    const values = parameters.map((value, at) => {
      if (value === null || value === undefined) return null
      const serializer = pg.serializers[types[at]]
      return serializer ? serializer(value) : value.toString()
    })
    const answer = await send([serialize.bind({ statement: name, values }), serialize.execute({})])
    return parse.parseResults([...shape, ...answer], pg.parsers)[0]
  }

  function send(messages) {
    return pg.execProtocolStream(Buffer.concat([...messages, serialize.sync()]), { syncToFs: false })
  }

  /** A kept query whose table has another shape now would be refused. */
  async function forget() {
    frequent.forget()
    if (kept.size === 0) return
    kept.clear()
    await pg.exec('deallocate all')
  }

  return async (text, parameters = []) => {
    if (changesTables.test(text)) await forget()
    const name = frequent.nameOf(text)
    if (name === null) return pg.query(text, parameters)
    return pg.runExclusive(async () => run(kept.get(name) ?? (await prepare(name, text)), parameters))
  }
}
