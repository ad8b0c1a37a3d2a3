import { type LmsState, type Interaction, type Outcome, type Report, type Result, type Runtime, LmsUnreachable, timeless } from '../runtime'
import { type Dialect, openApi } from './scorm-api'
import { type Entry, inGroups, writer } from './scorm-writer'

export type ElementReader = (element: string) => string | null

export interface Standard {
  dialect: Dialect
  room: number
  /** The element that says who learns. */
  learner: string
  /** The element whose value is `normal`, `review` or `browse`; anything else counts as normal. */
  mode: string
  outcome(read: ElementReader): Result | null
  mastery(read: ElementReader): number | null
  /**
   * Another value that the element takes, for a platform that passes on only what has changed since it last tried. Null if there is none
   * such.
   */
  unlike: ((element: string, value: string) => string) | null
  /** Marks an attempt as begun if the LMS has no status yet, because some LMSs take none for completion. */
  begun(read: ElementReader): Entry[]
  /** Marks a preview as only looked at, because some LMSs take no status for completion. */
  looked(read: ElementReader): Entry[]
  time(seconds: number): Entry
  exit(isOver: boolean): Entry
  /** Without the names of their slots. An objective's id is written before them. */
  interaction(interaction: Interaction): Entry[]
  objective(score: number): Entry[]
  result(outcome: Outcome): Entry[]
  progress(share: number): Entry[]
}

/** Platforms give everybody who comes without an account the same id. */
const SHARED = ['', 'guest', 'anonymous']
const isOnePerson = (learner: string | null): boolean => !SHARED.includes((learner ?? '').trim().toLowerCase())

const SUSPENDED = 'cmi.suspend_data'
const COUNT = '_count'
/** No LMS has a list this long. A higher count means that it keeps no list. */
const MOST_KEPT = 10_000

/** @throws Error if there is no API; LmsUnreachable if it does not initialise or cannot say what it holds */
export function scormRuntime(standard: Standard, from: Window): Runtime {
  const api = openApi(standard.dialect, from)
  api.begin()
  const held = heldIn(standard, api.read)
  const { put, commit, distrust } = writer(api, standard.unlike)
  let unbegun = standard.begun(api.read)
  const begin = () => {
    put(unbegun)
    unbegun = []
  }
  if (held.mode === 'normal') {
    // A learner who closes the page now has begun and should be able to resume. What the LMS does not take is sent again with the first
    // decision.
    const faults = inGroups([begin, () => put([standard.exit(false)]), commit])
    if (faults.length > 0) console.warn(faults[0])
  } else if (held.mode === 'browse') {
    const faults = inGroups([() => put(standard.looked(api.read))])
    if (faults.length > 0) console.warn(faults[0])
  }
  const sendInteractions = interactionsIn(standard, countOf(lenient(api.read), 'cmi.interactions'), put)
  const learner = lenient(api.read)(standard.learner)
  let isOver = false
  /** What its server holds, as far as we saw; null if that is in doubt. */
  let there: { suspended: string; isWhole: boolean } | null = { suspended: held.suspended, isWhole: false }
  const isThere = ({ suspended }: Report) => there !== null && there.suspended !== '' && timeless(there.suspended) === timeless(suspended)

  return {
    held,
    // It could be somebody else at the same computer.
    copy: isOnePerson(learner)
      ? {
          key: `${from.location?.pathname} ${learner}`,
          readAt: api.loadedAt,
          distrust() {
            there = null
            distrust()
          },
        }
      : null,
    returns: null,
    // Whether there is another attempt is for the LMS to say: it then opens with nothing.
    mayPlayAgain: () => false,
    async save(report) {
      if (held.mode !== 'normal') return 'seen'
      if (isOver) throw new LmsUnreachable('the session has ended')
      // Many scripts send all that they hold with every commit, so a page that was left open would overwrite what the learner did since in
      // another browser. The seconds go with the end of the session.
      if (there?.isWhole && isThere(report)) {
        put([standard.time(report.seconds)])
        return 'seen'
      }
      let isSent = false
      const opened = inGroups([begin])
      // What an LMS does not take of these is missing from its reports, but the learner still gets the debrief.
      const missing = inGroups([
        () => sendInteractions(report),
        () => report.progress !== undefined && put(standard.progress(report.progress)),
        () => report.outcome && put(objectivesIn(standard, lenient(api.read), report.outcome)),
      ])
      if (missing.length > 0) console.warn(missing[0])
      const faults = inGroups([
        () => isThere(report) || put([[SUSPENDED, fitting(report.suspended, standard.room)]]),
        () => put([standard.time(report.seconds)]),
        () => {
          if (!report.outcome) return
          put(standard.result(report.outcome))
          unbegun = []
          isSent = true
        },
        () => put([standard.exit(isSent)]),
      ])
      const arrival = commit()
      const lost = [...opened, ...faults]
      if (lost.length > 0) throw lost[0]
      if (arrival === 'seen') there = { suspended: report.suspended, isWhole: missing.length === 0 }
      return arrival
    },
    leave() {
      if (isOver) return
      isOver = true
      const faults = inGroups([() => api.end()])
      if (faults.length > 0) console.warn(faults[0])
    },
  }
}

/** For reads that may fail without loss. If suspended data cannot be read, nothing may begin, because it would be overwritten. */
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
  return {
    suspended: read(SUSPENDED) ?? '',
    mode: mode === 'review' || mode === 'browse' ? mode : 'normal',
    mastery: standard.mastery(any),
    outcome: standard.outcome(read),
  }
}

/** @returns null if the LMS keeps no such list, which SCORM 1.2 allows */
function countOf(read: ElementReader, list: string): number | null {
  const count = Number(read(`${list}.${COUNT}`) ?? Number.NaN)
  return Number.isInteger(count) && count >= 0 && count <= MOST_KEPT ? count : null
}

/** Existing objectives: those of an earlier session, or the manifest's, which takes the first slot and cannot be renamed. */
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
 * Sends each interaction once. Those of an attempt that this one replaces stay, and ours come after them. If the LMS refuses part of one,
 * that part is sent again with the next report. If one has no slot yet, those after it wait, because an LMS leaves no slot out.
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
