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

/** Starts counting. */
export function createMetrics(followers: () => number): Metrics {
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
  return {
    observe: ({ method, route, status, ms }) => requests.observe({ method, route, status }, ms / 1000),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
