// Figures for the operator, in the Prometheus format. Labels are route patterns and codes, never ids or texts.

import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** The figures of one server process. */
export interface Metrics {
  observe(request: {
    readonly method: string
    readonly route: string
    readonly status: number
    readonly ms: number
  }): void
  text(): Promise<string>
  readonly contentType: string
}

const buckets = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

/** What is told of the search index of the translation memory. */
export interface MemoryFigures {
  readonly units: number
  readonly bytes: number
  readonly bound: number
}

/** Starts counting. */
export function createMetrics(followers: () => number, memory?: () => Promise<MemoryFigures>): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'setara_' })
  const requests = new Histogram({
    name: 'setara_request_seconds',
    help: 'Time to answer a request, by route',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers: [registry],
  })
  const streams = new Gauge({
    name: 'setara_followers',
    help: 'Open live streams',
    collect() {
      this.set(followers())
    },
    registers: [],
  })
  registry.registerMetric(streams)
  if (memory) {
    const figures = [
      ['setara_memory_units', 'Units in the search index of the memory', 'units'],
      ['setara_memory_bytes', 'Bytes that the search index of the memory holds', 'bytes'],
      ['setara_memory_bound_bytes', 'Most bytes that it may hold', 'bound'],
    ] as const
    for (const [name, help, figure] of figures) {
      registry.registerMetric(
        new Gauge({
          ...{ name, help, registers: [] },
          async collect() {
            this.set((await memory())[figure])
          },
        }),
      )
    }
  }
  return {
    observe: ({ method, route, status, ms }) => requests.observe({ method, route, status }, ms / 1000),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
