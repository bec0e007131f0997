// Fetching a page that somebody wants to import. Addresses inside this network are never reached: they are judged when
// the name is looked up for the very connection, so no second answer of a name server can change where it leads.

import { lookup as lookUp } from 'node:dns'
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

import { WorkError } from '#domain/errors.ts'

/** A file as it was fetched. */
export interface FetchedFile {
  readonly fileName: string
  readonly content: Uint8Array
}

/** Fetches a page. @throws WorkError `address-refused` with a reason, `too-large` */
export type FetchAddress = (address: string) => Promise<FetchedFile>

export interface FetchRules {
  /** Whether a machine may be reached, by its number. */
  readonly mayReach: (ip: string) => boolean
  readonly ports: readonly string[]
  readonly milliseconds: number
  readonly bytes: number
}

/** What holds unless a test says otherwise. */
export const publicOnly: FetchRules = {
  mayReach: isPublic,
  ports: ['', '80', '443'],
  milliseconds: 15_000,
  bytes: 10 * 1024 * 1024,
}

const mostRedirects = 5

/** Makes a fetcher that keeps to rules. */
export function addressFetcher(rules: FetchRules = publicOnly): FetchAddress {
  return async (address) => {
    const signal = AbortSignal.timeout(rules.milliseconds)
    let url = parse(address, rules)
    for (let hop = 0; hop <= mostRedirects; hop++) {
      const response = await ask(url, rules, signal)
      const { statusCode = 0, headers } = response
      if (statusCode >= 300 && statusCode < 400 && headers.location) {
        response.destroy()
        url = parse(new URL(headers.location, url).href, rules)
        continue
      }
      if (statusCode !== 200) {
        response.destroy()
        throw refusal('status', `The address answered with ${statusCode}; expected 200`, {
          status: statusCode,
        })
      }
      return { fileName: fileNameOf(url, response), content: await read(response, rules) }
    }
    throw refusal('redirects', `The address leads on more than ${mostRedirects} times`)
  }
}

function refusal(reason: string, message: string, more: Readonly<Record<string, unknown>> = {}): WorkError {
  return new WorkError('address-refused', message, { reason, ...more })
}

function parse(address: string, { ports, mayReach }: FetchRules): URL {
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw refusal('address', 'This is no address of a page; expected https://…')
  }
  if (url.username || url.password) throw refusal('address', 'An address with a password is not fetched')
  if (!ports.includes(url.port)) throw refusal('address', `Port ${url.port} is not fetched from`)
  // A number is connected to without being looked up.
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) && !mayReach(host)) throw refusal('private', 'This address is not on the public internet')
  return url
}

function ask(url: URL, rules: FetchRules, signal: AbortSignal): Promise<IncomingMessage> {
  const secure = url.protocol === 'https:'
  const options = { lookup: guardedLookup(rules), keepAlive: false }
  const headers = {
    accept: 'text/html, text/plain, text/markdown, application/xhtml+xml;q=0.9, */*;q=0.1',
    'accept-encoding': 'identity',
    'user-agent': 'Setara (article import)',
  }
  return new Promise((resolve, reject) => {
    const failed = (error: Error) => {
      if (error instanceof WorkError) return reject(error)
      const late = signal.aborted
      reject(
        refusal(late ? 'slow' : 'unreachable', late ? 'The address took too long' : 'Nobody answers there'),
      )
    }
    const request = secure
      ? httpsRequest(url, { agent: new HttpsAgent(options), headers, signal })
      : httpRequest(url, { agent: new HttpAgent(options), headers, signal })
    request.on('error', failed)
    request.on('socket', (socket) => {
      socket.once('connect', () => {
        const reached = socket.remoteAddress ?? ''
        if (!rules.mayReach(reached))
          socket.destroy(refusal('private', 'This address is not on the public internet'))
      })
    })
    request.on('response', (response) => {
      response.on('error', failed)
      resolve(response)
    })
    request.end()
  })
}

/** Looks a name up for the connection itself, and lets only public numbers through. */
function guardedLookup({ mayReach }: FetchRules): LookupFunction {
  return (name, options, done) => {
    lookUp(name, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '', 0)
      const [first] = found
      if (!first || !found.every(({ address }) => mayReach(address))) {
        return done(refusal('private', 'This address is not on the public internet'), '', 0)
      }
      if (options.all) done(null, found)
      else done(null, first.address, first.family)
    })
  }
}

async function read(response: IncomingMessage, { bytes }: FetchRules): Promise<Uint8Array> {
  if (response.headers['content-encoding'] && response.headers['content-encoding'] !== 'identity') {
    response.destroy()
    throw refusal('encoding', 'The address answers in a packed form that was not asked for')
  }
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of response) {
      // A response without an encoding set gives buffers.
      size += (part as Buffer).length
      if (size > bytes) {
        throw new WorkError('too-large', `The page has more than ${bytes} bytes`, { limit: bytes })
      }
      parts.push(part as Buffer)
    }
  } catch (error) {
    if (error instanceof WorkError) throw error
    throw refusal('unreachable', 'The answer was cut off')
  } finally {
    response.destroy()
  }
  return Buffer.concat(parts)
}

const extensions: Readonly<Record<string, string>> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'text/plain': 'txt',
  'text/markdown': 'md',
  'application/json': 'json',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
}

/** Names the file after the page; its type is what the server says it is. */
function fileNameOf(url: URL, response: IncomingMessage): string {
  const type = (response.headers['content-type'] ?? 'text/html').split(';')[0]?.trim().toLowerCase() ?? ''
  const extension = extensions[type]
  if (!extension) {
    response.destroy()
    throw refusal('type', `The address gives ${type.slice(0, 80)}; expected a page or a text`, {
      type: type.slice(0, 80),
    })
  }
  const last = url.pathname.split('/').findLast(Boolean) ?? url.hostname
  const name = last.replace(/\.[a-z]{1,5}$/i, '').replace(/[^\p{L}\p{N}._-]+/gu, '-')
  return `${name.slice(0, 80) || 'page'}.${extension}`
}

const closed = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  closed.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  closed.addSubnet(net, bits, 'ipv6')
const global6 = new BlockList()
global6.addSubnet('2000::', 3, 'ipv6')

/**
 * Tells whether a machine is on the public internet, by its number.
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 */
export function isPublic(ip: string): boolean {
  const plain = ip.replace(/%.*$/, '')
  if (isIP(plain) === 4) return !closed.check(plain, 'ipv4')
  return isIP(plain) === 6 && global6.check(plain, 'ipv6') && !closed.check(plain, 'ipv6')
}
