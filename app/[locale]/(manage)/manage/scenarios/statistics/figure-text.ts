import type { Correlation } from '@/scenarios/engine/score/item-statistics'

const signed = (r: number): string => `${r < 0 && r.toFixed(2) !== '-0.00' ? '−' : ''}${Math.abs(r).toFixed(2)}`

/** `0.31 (0.12 to 0.47)`: with its 90 % interval. */
export const correlation = (of: Correlation | null): string => (of ? `${signed(of.r)} (${signed(of.lo)} – ${signed(of.hi)})` : '–')

/** In quotation marks, unless it has its own. */
export const quoted = (text: string): string => (/[“”"]/.test(text) ? text : `“${text}”`)
