/** The branch map as rows, one for each place, with the pieces of every way through them. */
export interface Layout {
  width: number
  height: number
  places: { id: string; x: number; y: number; ending: boolean }[]
  ways: { from: string; to: string; points: { x: number; y: number }[] }[]
}
export interface Row {
  id: string
  ending: boolean
  seen: boolean
  /** From 0 to 100. */
  x: number
  /** Pieces of ways in a square of 100. Walked ones come last, to be on top. */
  lines: { d: string; walked: boolean }[]
}

export function rowsOf({ width, places, ways }: Layout, path: readonly string[]): Row[] {
  const order = [...places].sort((a, b) => a.y - b.y || a.x - b.x)
  const rowOf = new Map(order.map(({ id }, i) => [id, i]))
  const walked = new Set(path.slice(1).map((to, i) => `${path[i]} ${to}`))
  const x = (at: number) => Math.round((1000 * at) / width) / 10
  const along = ways
    .map((way) => {
      const [from, to] = [rowOf.get(way.from)!, rowOf.get(way.to)!]
      const bend = between(way.points)
      const at = (row: number) => x(row === from ? order[from]!.x : row === to ? order[to]!.x : bend)
      return { from, to, at, walked: walked.has(`${way.from} ${way.to}`) }
    })
    .sort((a, b) => Number(a.walked) - Number(b.walked))
  return order.map((place, row) => ({
    id: place.id,
    ending: place.ending,
    seen: path.includes(place.id),
    x: x(place.x),
    lines: along
      .filter(({ from, to }) => from <= row && row <= to)
      .map(({ from, to, at, walked: on }) => {
        const up = row > from ? `M${middle(at(row - 1), at(row))} 0L${at(row)} 50` : `M${at(row)} 50`
        return { d: row < to ? `${up}L${middle(at(row), at(row + 1))} 100` : up, walked: on }
      }),
  }))
}

const middle = (a: number, b: number) => Math.round(5 * (a + b)) / 10

/** Where a way crosses the rows between its ends. */
const between = (points: readonly { x: number }[]): number => points[Math.floor(points.length / 2)]!.x
