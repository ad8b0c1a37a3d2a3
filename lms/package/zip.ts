/** Byte for byte the same for the same content. */
import { type Zippable, zipSync } from 'fflate'

/** The earliest day that ZIP can store. */
const ALWAYS = new Date(1980, 0, 1)

export function zipped(files: Record<string, Uint8Array | string>): Uint8Array {
  const entries = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))
  return zipSync(
    Object.fromEntries(
      entries.map(([path, bytes]) => [path, typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes]),
    ) as Zippable,
    { level: 9, mtime: ALWAYS },
  )
}
