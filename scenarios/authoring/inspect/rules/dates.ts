/** Months run forward on every path, and nothing shown is later than its moment. */
import type { Hit, Path, Rule } from '../../../library/finding'
import { type VariantSubject, type ScenarioSubject, inVariants } from '../subject'

// biome-ignore format: words, as many to a line as fit
const MONTHS = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December',
]
const monthIn = (when: string): number | null => {
  const found = /\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b/.exec(when)
  return found ? MONTHS.indexOf(found[0]) : null
}
/** Minutes since midnight of a text that is an hour alone, or ends with one. */
const minutesIn = (text: string, alone: boolean): number | null => {
  const found = (alone ? /^(\d{1,2}):(\d{2})$/ : /(?<!\d)(\d{1,2}):(\d{2})$/).exec(text)
  return found ? Number(found[1]) * 60 + Number(found[2]) : null
}

const nextOf = (scene: VariantSubject['resolved']['scenes'][string] | undefined): string[] => [
  ...new Set(
    (scene?.decisions ?? []).flatMap(({ options }) =>
      options.flatMap(({ to = [] }) => (typeof to === 'string' ? [to] : to.map((route) => route.to))),
    ),
  ),
]

/** More than this, and the month lies behind: from October to June, but not from October to March. */
const MOST_AHEAD = 6
function* backwards({ resolved: { scenes, start } }: VariantSubject): Generator<Hit> {
  const met = new Set<string>()
  const queue: { id: string; month: number | null; from: string }[] = [{ id: start, month: null, from: start }]
  const found = new Map<string, string>()
  for (let at = queue.pop(); at; at = queue.pop()) {
    const key = `${at.id} ${at.month}`
    const scene = scenes[at.id]
    if (!scene || met.has(key)) continue
    met.add(key)
    const month = monthIn(scene.when)
    const before = at.month
    if (month !== null && before !== null && (month - before + 12) % 12 > MOST_AHEAD)
      found.set(
        at.id,
        `${MONTHS[month]} comes after ${MONTHS[before]} (in “${at.from}”): months run forward, and no step is longer than half a year`,
      )
    for (const id of nextOf(scene)) queue.push({ id, month: month ?? before, from: month === null ? at.from : at.id })
  }
  for (const [id, message] of found) yield { path: ['scenes', id, 'when'], message }
}

const MINUTES = 60
/** A talk begins when its moment does, or a minute later. What is more than half a day later was sent the evening before. */
const [GRACE, HALF_A_DAY] = [5, 12 * MINUTES]
function* tooLate({ resolved: { scenes } }: VariantSubject): Generator<Hit> {
  for (const [id, { when, show }] of Object.entries(scenes)) {
    const now = minutesIn(when, false)
    if (now === null) continue
    const judge = (at: string, path: Path): Hit[] => {
      const sent = minutesIn(at, true)
      return sent !== null && sent > now + GRACE && sent < now + HALF_A_DAY
        ? [
            {
              path,
              message: `${at} is later than the moment, which is at ${when.slice(when.lastIndexOf(' ') + 1)}: nobody can have read it yet`,
            },
          ]
        : []
    }
    for (const [i, artefact] of show.entries()) {
      const path = ['scenes', id, 'show', i]
      if (artefact.kind === 'email' || artefact.kind === 'transcript') yield* judge(artefact.at, [...path, 'at'])
      if (artefact.kind === 'messages')
        for (const [j, { at }] of artefact.messages.entries()) yield* judge(at, [...path, 'messages', j, 'at'])
    }
  }
}

export const DATE_RULES: readonly Rule<ScenarioSubject>[] = [
  inVariants({ id: 'months-backwards', severity: 'error', about: 'months run forward on every path', check: backwards }),
  inVariants({ id: 'later-than-now', severity: 'error', about: 'no message is later than its moment', check: tooLate }),
]
