/** A table for a terminal: a title, and columns as wide as they need. */
export function columns(title: string, rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>((all, row) => row.map((cell, i) => Math.max(cell.length, all[i] ?? 0)), [])
  const line = (row: readonly string[]) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('   ')
  return [title, ...rows.map((row) => `  ${line(row)}`.trimEnd())].join('\n')
}

/** A score, never rounded up: 0.70 passes, and what is just below does not. */
export const two = (score: number): string => (Math.floor(score * 100 + 1e-9) / 100).toFixed(2)
