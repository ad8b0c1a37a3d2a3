/** What a process has used, as seen from outside through /proc; null on systems without it. */
import { readFileSync } from 'node:fs'

/** The kernel reports these times in hundredths of a second on every architecture. */
const TICKS = 100

/** Seconds of CPU: its own, and the kernel's on its behalf. */
export function cpuSeconds(pid: number): number | null {
  const stat = read(`/proc/${pid}/stat`)
  if (stat === null) return null
  // The name, in parentheses, may contain spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS
}

export function residentBytes(pid: number): number | null {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1]
  return kilobytes === undefined ? null : Number(kilobytes) * 1024
}

export const since = (before: number | null, after: number | null): number | null =>
  before === null || after === null ? null : after - before

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
