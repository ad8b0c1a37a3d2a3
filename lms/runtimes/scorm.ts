/** A runtime on SCORM. What the two standards call things is data: see `scorm12.ts` and `scorm2004.ts`. */
import { type LmsState, type Interaction, type Outcome, type Report, type Runtime, LmsUnreachable } from '../runtime'
import { type Dialect, type ScormApi, openApi } from './scorm-api'

export type Entry = readonly [element: string, value: string]
export type ElementReader = (element: string) => string | null

export interface Standard {
  dialect: Dialect
  /** The most that may be suspended, in characters. */
  room: number
  /** `normal`, `review`, `browse`; whatever else an LMS may say is normal. */
  mode: string
  /** What it holds of the result, and from which share of the points it calls it passed. */
  outcome(read: ElementReader): Omit<Outcome, 'objectives'> | null
  mastery(read: ElementReader): number | null
  /** The score of an objective, 0 to 1. */
  objectiveScore(read: ElementReader, slot: string): number | null
  /** Says that it was begun, where nothing is known yet: an LMS may take silence for completion. */
  begun(read: ElementReader): Entry[]
  /** Says of a preview that it was none but that, where silence would be taken for completion. */
  looked(read: ElementReader): Entry[]
  time(seconds: number): Entry
  exit(isOver: boolean): Entry
  /** Without the names of their slots. An objective's id is written before them. */
  interaction(interaction: Interaction): Entry[]
  objective(score: number): Entry[]
  result(outcome: Outcome): Entry[]
  /** Of a course: the share that is done, where the standard knows one. */
  progress(share: number): Entry[]
}

const SUSPENDED = 'cmi.suspend_data'
const COUNT = '_count'
/** No LMS has as many of anything: whatever says so has no list of ours. */
const MOST_KEPT = 10_000

/** @throws Error if there is no API; Unreached if it does not initialise, or fails to say what it holds */
export function scormRuntime(standard: Standard, from: Window): Runtime {
  const api = openApi(standard.dialect, from)
  api.begin()
  const held = heldIn(standard, api.read)
  const put = writer(api)
  let unbegun = standard.begun(api.read)
  const begin = () => {
    put(unbegun)
    unbegun = []
  }
  if (held.mode === 'normal') {
    // Whoever closes the page now has begun, and is to come back. What is not taken is told again with the first decision.
    const faults = inGroups([begin, () => put([standard.exit(false)]), () => api.commit()])
    if (faults.length > 0) console.warn(faults[0])
  } else if (held.mode === 'browse') {
    const faults = inGroups([() => put(standard.looked(api.read))])
    if (faults.length > 0) console.warn(faults[0])
  }
  const sendInteractions = interactionsIn(standard, interactionsThere(api.read), put)
  let isOver = false

  return {
    held,
    returns: null,
    async save(report) {
      if (held.mode !== 'normal') return
      if (isOver) throw new LmsUnreachable('the session has ended')
      let isSent = false
      const opened = inGroups([begin])
      // What an LMS will not have of these is missing from its reports, and keeps nobody from their debrief.
      const missing = inGroups([
        () => sendInteractions(report),
        () => report.progress !== undefined && put(standard.progress(report.progress)),
        () => report.outcome && put(objectivesIn(standard, lenient(api.read), report.outcome)),
      ])
      if (missing.length > 0) console.warn(missing[0])
      const faults = inGroups([
        () => put([[SUSPENDED, fitting(report.suspended, standard.room)], standard.time(report.seconds)]),
        () => {
          if (!report.outcome) return
          put(standard.result(report.outcome))
          unbegun = []
          isSent = true
        },
        () => put([standard.exit(isSent)]),
        () => api.commit(),
      ])
      const lost = [...opened, ...faults]
      if (lost.length > 0) throw lost[0]
    },
    leave() {
      if (isOver) return
      isOver = true
      const faults = inGroups([() => api.end()])
      if (faults.length > 0) console.warn(faults[0])
    },
  }
}

/** One group that fails keeps no other from being written: a journal is worth more than a description that is too long. */
function inGroups(groups: readonly (() => unknown)[]): unknown[] {
  return groups.flatMap((group) => {
    try {
      group()
      return []
    } catch (fault) {
      return [fault]
    }
  })
}

/** Writes what is not there yet. */
function writer(api: ScormApi) {
  const there = new Map<string, string>()
  return (entries: readonly Entry[]): void => {
    for (const [element, value] of entries) {
      if (there.get(element) === value) continue
      api.write(element, value)
      there.set(element, value)
    }
  }
}

/** What may go wrong without loss: if what was suspended cannot be read, nothing may begin, since it would be overwritten. */
const lenient =
  (read: ElementReader): ElementReader =>
  (element) => {
    try {
      return read(element)
    } catch {
      return null
    }
  }

function heldIn(standard: Standard, read: ElementReader): LmsState {
  const any = lenient(read)
  const mode = read(standard.mode)
  const outcome = standard.outcome(read)
  return {
    suspended: read(SUSPENDED) ?? '',
    mode: mode === 'review' || mode === 'browse' ? mode : 'normal',
    mastery: standard.mastery(any),
    outcome: outcome && {
      ...outcome,
      objectives: objectiveSlots(any).flatMap(({ id, slot }) => {
        const score = standard.objectiveScore(any, slot)
        return score === null ? [] : [{ id, score }]
      }),
    },
  }
}

/** @returns null if the LMS keeps no such list, which SCORM 1.2 allows */
function countOf(read: ElementReader, list: string): number | null {
  const count = Number(read(`${list}.${COUNT}`) ?? Number.NaN)
  return Number.isInteger(count) && count >= 0 && count <= MOST_KEPT ? count : null
}

const interactionsThere = (read: ElementReader): number | null => countOf(lenient(read), 'cmi.interactions')

/** Objectives that are there: an earlier session's, or the manifest's, which fills the first slot and cannot be renamed. */
function objectiveSlots(read: ElementReader): { id: string; slot: string }[] {
  const count = countOf(read, 'cmi.objectives') ?? 0
  return Array.from({ length: count }, (_, n) => `cmi.objectives.${n}`).map((slot) => ({ slot, id: read(`${slot}.id`) ?? '' }))
}

function objectivesIn(standard: Standard, read: ElementReader, { objectives }: Outcome): Entry[] {
  const count = countOf(read, 'cmi.objectives')
  if (count === null) return []
  const known = objectiveSlots(read)
  const added = objectives.filter(({ id }) => !known.some((there) => there.id === id))
  return objectives.flatMap(({ id, score }): Entry[] => {
    const there = known.find((slot) => slot.id === id)
    const slot = there?.slot ?? `cmi.objectives.${count + added.findIndex((objective) => objective.id === id)}`
    return [...(there ? [] : [[`${slot}.id`, id] as const]), ...within(slot, standard.objective(score))]
  })
}

/**
 * Each interaction is told once. Those of an attempt that this one replaces stay where they are, and these come after them. What is not
 * taken of one is told again with the next report; those after one without a slot wait, since an LMS leaves no slot out.
 */
function interactionsIn(standard: Standard, count: number | null, put: (entries: readonly Entry[]) => void) {
  const said = new Set<number>()
  return ({ interactions, earlier }: Report): void => {
    if (count === null) return
    const first = Math.max(0, count - earlier)
    const faults: unknown[] = []
    for (let n = Math.min(count, earlier); n < interactions.length; n++) {
      if (said.has(n)) continue
      const [id, ...rest] = within(`cmi.interactions.${first + n}`, standard.interaction(interactions[n]!))
      put([id!])
      const missing = inGroups(rest.map((entry) => () => put([entry])))
      if (missing.length === 0) said.add(n)
      faults.push(...missing)
    }
    if (faults.length > 0) throw faults[0]
  }
}

const within = (slot: string, entries: readonly Entry[]): Entry[] => entries.map(([field, value]) => [`${slot}.${field}`, value])

function fitting(suspended: string, room: number): string {
  if (suspended.length > room) throw new LmsUnreachable(`${suspended.length} characters to suspend, of ${room}`)
  return suspended
}
