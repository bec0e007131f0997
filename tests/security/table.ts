// Walks the table: every actor asks for everything, and the answers are compared with what was decided.

import {
  actors,
  expected,
  sides,
  verdictOf,
  type Actor,
  type Side,
  type Verdict,
} from '../fixtures/security/authorisation.ts'
import { origin } from '../helpers/people.ts'
import { contentsOf, type Cast } from './cast.ts'
import { propsOf, ways, type Shot, type Way } from './ways.ts'

/** One cell of the table. */
export interface Cell {
  readonly door: string
  readonly way: string
  readonly side: Side
  readonly actor: Actor
  readonly verdict: Verdict
}

/** What came back. */
export interface Answer {
  readonly status: number
  /** The body without the id of the request, which differs every time. */
  readonly body: string
}

/** Every cell of the table, actor by actor. */
export const cells: readonly Cell[] = actors.flatMap((actor) =>
  Object.entries(expected).flatMap(([door, rules]) =>
    Object.entries(rules).flatMap(([way, rule]) =>
      sides.flatMap((side) => {
        const verdict = verdictOf(rule, side, actor)
        return verdict === undefined ? [] : [{ door, way, side, actor, verdict }]
      }),
    ),
  ),
)

const statuses: Readonly<Record<number, Verdict>> = { 401: '1', 403: '3', 404: '4', 410: 'g' }

/** What an answer says; statuses that the table does not know are said as they are. */
export function readVerdict({ status }: Answer): string {
  return status >= 200 && status < 300 ? '+' : (statuses[status] ?? String(status))
}

export type Table = ReturnType<typeof openTable>

/** Makes the table over a cast. */
export function openTable(cast: Cast) {
  const props = {
    own: propsOf(cast, 'own'),
    foreign: propsOf(cast, 'foreign'),
    absent: propsOf(cast, 'absent'),
  }
  const kept = new Map<string, Shot>()

  /** Makes ready what a cell asks for. */
  async function prepare({ door, way, side, actor }: Cell): Promise<Shot> {
    const { prepare: make, fit, personal } = wayOf(door, way)
    const key = [door, way, side, personal ? actor : ''].join('|')
    const shot = kept.get(key) ?? (await make(props[side], cast.standing(actor)))
    kept.set(key, shot)
    await fit?.(cast, shot, cast.standing(actor))
    return shot
  }

  /** Asks, and forgets what was used up. */
  async function ask(cell: Cell): Promise<Answer> {
    const { door, way, side, actor } = cell
    const { spends, personal } = wayOf(door, way)
    const shot = await prepare(cell)
    const who = spends ? await cast.inSpareSession(actor) : cast.standing(actor)
    const [method = ''] = door.split(' ')
    const answer = await send(cast, method, shot, who.headers)
    if (readVerdict(answer) === '+') kept.delete([door, way, side, personal ? actor : ''].join('|'))
    return answer
  }

  return { prepare, ask }
}

/** Sends one request as somebody. */
export async function send(
  cast: Cast,
  method: string,
  { path, body, headers = {} }: Shot,
  credentials: Readonly<Record<string, string>>,
): Promise<Answer> {
  const response = await cast.room.app.request(
    `${origin}${path}`,
    {
      method,
      headers: {
        origin,
        host: 'localhost',
        'user-agent': 'Table',
        ...credentials,
        ...headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    },
    { incoming: { socket: { remoteAddress: '192.0.2.77' } } },
  )
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
    await response.body?.cancel()
    return { status: response.status, body: '' }
  }
  const text = await response.text()
  return { status: response.status, body: text.replace(/"requestId":"[^"]*"/, '') }
}

function wayOf(door: string, way: string): Way {
  const found = ways[door]?.[way]
  if (!found) throw new Error(`There is no way “${way}” through ${door}`)
  return found
}

/** A cell whose answer is not the one decided. */
export function difference(cell: Cell, answer: Answer): string | null {
  const got = readVerdict(answer)
  if (got === cell.verdict) return null
  const { door, way, side, actor, verdict } = cell
  return `${door} ${way && `(${way}) `}${side}, ${actor}: expected ${verdict}, got ${got} ${answer.body.slice(0, 160)}`
}

/** Asks everything that one actor is to be refused, then everything they may do. */
export async function walk(
  cast: Cast,
  table: Table,
  actor: Actor,
  at: (door: string) => boolean = () => true,
) {
  const mine = cells.filter((cell) => cell.actor === actor && at(cell.door))
  const refused = mine.filter((cell) => cell.verdict !== '+')
  const differences: string[] = []
  const answers = new Map<Cell, Answer>()
  const all = async (some: readonly Cell[]) => {
    for (const cell of some) {
      const answer = await table.ask(cell)
      answers.set(cell, answer)
      const found = difference(cell, answer)
      if (found) differences.push(found)
    }
  }
  for (const cell of refused) await table.prepare(cell)
  const spare = refused.some((cell) => wayOf(cell.door, cell.way).spends)
  const before = await contentsOf(cast.db)
  await all(refused)
  const after = await contentsOf(cast.db)
  const changed = Object.keys(before).filter(
    // Sessions are begun for requests that may end the one they come in.
    (name) => before[name] !== after[name] && !(spare && name === 'session'),
  )
  await all(mine.filter((cell) => cell.verdict === '+'))
  return { differences, changed, toldApart: toldApart(answers) }
}

/** Answers that tell things of others from things that do not exist. */
function toldApart(answers: ReadonlyMap<Cell, Answer>): readonly string[] {
  const hidden = [...answers].filter(([cell]) => cell.verdict === '4' && cell.side !== 'absent')
  return hidden.flatMap(([cell, answer]) => {
    const absent = [...answers].find(
      ([other]) => other.side === 'absent' && other.door === cell.door && other.way === cell.way,
    )
    if (!absent || absent[1].body === answer.body) return []
    return [`${cell.door} ${cell.way}: ${answer.body} for others, ${absent[1].body} for nothing`]
  })
}
