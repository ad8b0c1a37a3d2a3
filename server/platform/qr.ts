import 'server-only'
import { encode } from 'uqr'

export function qrOf(text: string): { path: string; size: number } {
  const { data, size } = encode(text, { border: 2 })
  return { path: data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : []))).join(''), size }
}
