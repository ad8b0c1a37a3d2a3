export const median = (figures: number[]): number => {
  const sorted = [...figures].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** 0.99 for the 99th percentile; NaN for an empty list. */
export const quantile = (figures: number[], share: number): number => {
  const sorted = [...figures].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export function printTable(title: string, rows: (string | number)[][]): void {
  const text = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? readable(cell) : cell)))
  const widths = text[0]!.map((_, column) => Math.max(...text.map((row) => row[column]!.length)))
  console.log(`\n${title}`)
  for (const row of text)
    console.log(`  ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('   ')}`)
}
const readable = (n: number): string => (n >= 100 ? Math.round(n).toLocaleString('en') : String(Number(n.toPrecision(3))))
