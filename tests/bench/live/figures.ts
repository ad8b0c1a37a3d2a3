/** The goals are for two cores and one process. */
import { median } from '../table'

interface Figure {
  label: string
  /** The goals for up to 1,000 phones, and for 3,000; null for none. */
  goal: readonly [number, number] | 'all' | null
  /** `least`: the goal is a lower bound. */
  bound: 'most' | 'least'
}
const most = (label: string, goal: Figure['goal'] = null): Figure => ({ label, goal, bound: 'most' })
const least = (label: string, goal: Figure['goal']): Figure => ({ label, goal, bound: 'least' })

export const FIGURES = {
  joined: least('joined, with a stream', 'all'),
  join: most('all joined, with their first view, s', [2.5, 4]),
  phone50: most('command to a phone, p50, ms'),
  phone99: most('command to a phone, p99, ms', [50, 150]),
  last: most('command to the last phone, ms', [75, 200]),
  worst: most('the slowest of the commands to the last phone, ms'),
  ack50: most('vote to acknowledgement, p50, ms'),
  ack99: most('vote to acknowledgement, p99, ms', [25, 25]),
  votes: least('durable votes a second, 64 connections', [8_000, 8_000]),
  cpu: most('CPU of the server a question, s', [1.2, 2.5]),
  memory: most('memory a phone, kB', [50, 40]),
  stalled: most('memory a phone that reads nothing, kB', [5 * 1024, 5 * 1024]),
  second: most('what a second server adds to a command’s way, ms', [10, 10]),
  up: most('kill -9 until a stream is answered again, s', [1, 1]),
  pages: most('kill -9 until pages are answered again, s'),
  back: most('kill -9 until everybody is back, s', [3, 3]),
  lost: most('acknowledged votes lost by kill -9', [0, 0]),
  twice: most('votes counted twice', [0, 0]),
  exit: most('SIGTERM with all streams open until the end, s', [3, 5]),
} satisfies Record<string, Figure>

export type Name = keyof typeof FIGURES
export type Figures = Partial<Record<Name, number | null>>

export function medians(runs: Figures[]): Figures {
  const names = Object.keys(runs[0] ?? {}) as Name[]
  return Object.fromEntries(
    names.map((name) => {
      const values = runs.map((r) => r[name] ?? null)
      return [name, values.includes(null) ? null : median(values as number[])]
    }),
  )
}

/** Between the two sizes, the looser bound applies. */
export function goalOf(name: Name, phones: number): number | null {
  const { goal } = FIGURES[name] as Figure
  return goal === null ? null : goal === 'all' ? phones : goal[phones <= 1000 ? 0 : 1]
}
export function isReached(name: Name, phones: number, value: number): boolean {
  const goal = goalOf(name, phones)
  return goal === null || ((FIGURES[name] as Figure).bound === 'most' ? value <= goal : value >= goal)
}
