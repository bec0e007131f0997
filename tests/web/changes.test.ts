// The live stream of a project, against a stand-in for the browser's EventSource.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { Changes, ProjectChanged } from '../../web/stores/changes.ts'

/** Node has no EventSource: this one is opened and broken by the test. */
class Stream extends EventTarget {
  static readonly CLOSED = 2
  static opened: Stream[] = []
  readyState = 0
  readonly url: string

  constructor(url: string) {
    super()
    this.url = url
    Stream.opened.push(this)
  }

  say(type: string, data = ''): void {
    this.dispatchEvent(new MessageEvent(type, { data }))
  }

  close(): void {
    this.readyState = 2
  }
}

const newest = (): Stream => {
  const stream = Stream.opened.at(-1)
  if (!stream) throw new Error('No stream was opened')
  return stream
}

describe('the live stream', () => {
  let changes: Changes
  let heard: string[]

  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('EventSource', Stream)
    Stream.opened = []
    heard = []
    changes = new Changes()
    changes.addEventListener('st-resync', () => heard.push('resync'))
    changes.addEventListener(ProjectChanged.type, (event) => {
      if (event instanceof ProjectChanged) heard.push(event.change.deed)
    })
    changes.watch('p/1')
    newest().say('open')
  })

  afterEach(() => {
    changes.watch(null)
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })

  test('is asked for once, at an address that an id cannot change', () => {
    changes.watch('p/1')
    expect(Stream.opened.map((stream) => stream.url)).toEqual(['/api/projects/p%2F1/events'])
    expect(changes.connected).toBe(true)
  })

  test('hands on what others do', () => {
    newest().say('change', '{"deed":"translation.saved"}')
    expect(heard).toEqual(['translation.saved'])
  })

  test('comes back after the server has said goodbye, and then everything is read again', () => {
    newest().say('bye')
    expect(changes.connected).toBe(false)
    vi.advanceTimersByTime(2_000)
    newest().say('open')
    expect(Stream.opened).toHaveLength(2)
    expect(heard).toEqual(['resync'])
  })

  test('is called interrupted only when it stays away', () => {
    newest().say('error')
    vi.advanceTimersByTime(4_000)
    expect(changes.interrupted).toBe(false)
    vi.advanceTimersByTime(2_000)
    expect(changes.interrupted).toBe(true)
    newest().say('open')
    expect(changes.interrupted).toBe(false)
  })

  test('is let go while nobody looks, without being called interrupted', () => {
    changes.pause()
    vi.advanceTimersByTime(60_000)
    expect(changes.interrupted).toBe(false)
    expect(newest().readyState).toBe(Stream.CLOSED)
    changes.resume()
    newest().say('open')
    expect(Stream.opened).toHaveLength(2)
    expect(heard).toEqual(['resync'])
  })

  test('waits longer each time that the server does not answer', () => {
    for (let attempt = 0; attempt < 8; attempt += 1) {
      newest().readyState = Stream.CLOSED
      newest().say('error')
      vi.advanceTimersByTime(45_000)
    }
    const before = Stream.opened.length
    newest().readyState = Stream.CLOSED
    newest().say('error')
    vi.advanceTimersByTime(14_000)
    expect(Stream.opened).toHaveLength(before)
  })
})
