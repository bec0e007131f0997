// How a benchmark shows what it measured.

import fs from 'node:fs'
import os from 'node:os'

/** One figure with what it should be at most (or at least, for counts that prove something). */
export interface Figure {
  readonly name: string
  readonly target: string
  readonly measured: string
  readonly met: boolean
}

/** A figure that should be at most so much. */
export function atMost(name: string, limit: number, measured: number, unit: string): Figure {
  const digits = measured < 10 ? 2 : measured < 100 ? 1 : 0
  return {
    name,
    target: `≤ ${limit} ${unit}`,
    measured: `${measured.toFixed(digits)} ${unit}`,
    met: measured <= limit,
  }
}

/** Prints a table; the load of the machine is told, because figures of a busy one say little. */
export function show(title: string, figures: readonly Figure[]): void {
  const widest = (pick: (figure: Figure) => string) => Math.max(...figures.map((one) => pick(one).length))
  const widths = [widest((one) => one.name), widest((one) => one.target), widest((one) => one.measured)]
  const [load = 0] = os.loadavg()
  const lines = figures.map(
    ({ name, target, measured, met }) =>
      `  ${name.padEnd(widths[0] ?? 0)}  ${target.padEnd(widths[1] ?? 0)}  ${measured.padStart(widths[2] ?? 0)}  ${met ? 'met' : 'MISSED'}`,
  )
  const machine = `Node ${process.version}, ${os.cpus().length} cores, load ${load.toFixed(1)}`
  process.stdout.write(`\n${title} (${machine})\n${lines.join('\n')}\n`)
}

/** The value below which a share of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Memory that a process holds, in MB. */
export function memoryOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) / 1024
}

/** Processor time that a process has used with all its threads, in milliseconds; a busy machine does not change it. */
export function processorTimeOf(pid: number): number {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name of the program, in parentheses, may contain anything; the times are the 12th and 13th field after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * tick
}

/** What the times in /proc count in, in milliseconds: USER_HZ is 100 on every Linux. */
const tick = 10

/** Measures how long something takes, in milliseconds. */
export async function timed<T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly result: T }> {
  const begun = performance.now()
  const result = await work()
  return { ms: performance.now() - begun, result }
}
