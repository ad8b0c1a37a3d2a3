import { setTimeout as pause } from 'node:timers/promises'
import { Phone, type PhoneOptions } from '../../support/phone'
import { quantile } from '../table'
import { residentBytes, since } from './process'

export interface Venue {
  port: number
  pid: number
  session: PhoneOptions['session']
}
export interface Arrival {
  phones: Phone[]
  /** Until the last phone has its first view. */
  seconds: number
  /** Growth of the server in bytes per phone. */
  memory: number | null
}

export async function arrive({ port, pid, session }: Venue, n: number): Promise<Arrival> {
  const before = residentBytes(pid)
  const phones = Array.from({ length: n }, () => new Phone({ port: () => port, session }))
  const began = performance.now()
  await Promise.all(
    phones.map(async (phone) => {
      await phone.join()
      await phone.watch()
    }),
  )
  const seconds = (performance.now() - began) / 1000
  await pause(1_000)
  const grown = since(before, residentBytes(pid))
  return { phones, seconds, memory: grown === null ? null : grown / n }
}

/** Gives a command that leads to a version. @returns milliseconds until each phone had the new view */
export async function timed(phones: Phone[], version: number, give: () => Promise<unknown>): Promise<number[]> {
  const began = performance.now()
  await give()
  await allAt(phones, version)
  return phones.map((p) => p.sawAt - began)
}

/** Waits until everybody has a version. @throws after half a minute */
export async function allAt(phones: Phone[], version: number): Promise<void> {
  for (const until = performance.now() + 30_000; phones.some((p) => !p.live || p.version < version); await pause(5)) {
    if (performance.now() > until)
      throw new Error(`${phones.filter((p) => !p.live || p.version < version).length} phones have no version ${version}`)
  }
}

/** Milliseconds over all phones and commands; `last` is that of the slowest phone, over the commands. */
export function spread(commands: number[][]): { p50: number; p99: number; last: number; worst: number } {
  const all = commands.flat()
  const last = commands.map((times) => Math.max(...times))
  return { p50: quantile(all, 0.5), p99: quantile(all, 0.99), last: quantile(last, 0.5), worst: Math.max(...last) }
}
