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
  /** Pieces of ways beside the title and below it, each in a square of 100. Walked ones come last, to be on top. */
  lines: { beside: string; below: string; walked: boolean }[]
}

export function rowsOf({ width, places, ways }: Layout, path: readonly string[]): Row[] {
  // What lies side by side stands in the order of the story, which is that of `places`.
  const order = places.toSorted((a, b) => a.y - b.y)
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
        const [here, next] = [at(row), row < to ? at(row + 1) : null]
        return {
          beside: `M${here} ${row > from ? 0 : 50}V${next === null ? 50 : 100}`,
          // Upright at both ends, so that it has no kink however high the row is.
          below: next === null ? '' : `M${here} 0C${here} 50 ${next} 50 ${next} 100`,
          walked: on,
        }
      }),
  }))
}

/** Where a way crosses the rows between its ends. */
const between = (points: readonly { x: number }[]): number => points[Math.floor(points.length / 2)]!.x
