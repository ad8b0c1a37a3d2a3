/** Counts a room's answers from its stored rows alone. It shares no code with the product, so that both cannot be wrong alike. */
export interface StoredAnswer {
  moment: number
  about: string
  participant: string
  body: string
}
type Body = { choices?: Record<string, string>; looks?: string; reported?: boolean }

const LEAST = 3
export class Recount {
  constructor(private readonly rows: readonly StoredAnswer[]) {}

  private given(moment: number, about: string): Map<string, Body> {
    const own = this.rows.filter((row) => Number(row.moment) === moment && row.about === about)
    return new Map(own.map(({ participant, body }) => [participant, JSON.parse(body) as Body]))
  }
  /** By option, without those that nobody chose. */
  vote(moment: number, round: number, asked: string): { voted: number; reported: number; counts: Record<string, number> } {
    const given = [...this.given(moment, `round-${round}`).values()]
    const counts: Record<string, number> = {}
    for (const body of given) {
      const option = asked === 'looks' ? body.looks! : body.choices![asked]!
      counts[option] = (counts[option] ?? 0) + 1
    }
    return { voted: given.length, reported: given.filter((body) => body.reported === true).length, counts }
  }
  changed(moment: number, asked: string): number {
    const [first, last] = [this.given(moment, 'round-1'), this.given(moment, 'round-2')]
    return [...first].filter(([who, body]) => last.has(who) && last.get(who)!.choices![asked] !== body.choices![asked]).length
  }
  flags(moment: number, origin: ReadonlySet<string>): { by: number; counts: Record<string, number>; withheld: boolean } {
    const lists = this.rows
      .filter((row) => Number(row.moment) === moment && row.about === 'flags')
      .map(({ body }) => JSON.parse(body) as string[])
    const all = [...new Set(lists.flat())].map((id) => [id, lists.filter((list) => list.includes(id)).length] as const)
    const enough = all.filter(([, n]) => n >= LEAST)
    return {
      by: lists.filter((list) => list.length > 0).length,
      counts: Object.fromEntries(enough.filter(([id]) => !origin.has(id))),
      withheld: enough.some(([id]) => origin.has(id)),
    }
  }
}
