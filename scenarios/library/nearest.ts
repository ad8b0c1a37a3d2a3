/** The name within two edits of a word (one for a short word), or null. */
export function nearest(word: string, names: Iterable<string>): string | null {
  let best: string | null = null
  let least = word.length > 4 ? 3 : 2
  for (const name of names) {
    const distance = edits(word.slice(0, 60), name)
    if (distance < least) [best, least] = [name, distance]
  }
  return best
}

export const didYouMean = (word: string, names: Iterable<string>, otherwise: string): string => {
  const near = nearest(word, names)
  return near ? `did you mean “${near}”?` : otherwise
}

/** Letters to add, drop, change or swap with their neighbour (optimal string alignment). */
function edits(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const [before, row] = [rows[i - 1]!, [i]]
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(before[j]! + 1, row[j - 1]! + 1, before[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j]!, rows[i - 2]![j - 2]! + 1)
    }
    rows.push(row)
  }
  return rows[a.length]![b.length]!
}
