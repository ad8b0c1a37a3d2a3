/**
 * What ought to be on record, worked out from what happened. It imports nothing: the few rules of docs/courses.md are written again here,
 * so that a mistake in the product is not repeated.
 */
export const DAY = 24 * 3600_000
const INVITED_FOR = 14 * DAY
const KEPT = 30 * DAY
const FORGOTTEN = 90 * DAY
const EXPIRING_FOR = 30 * DAY
/** Codes appear together, once this many real people have completed the course. */
const CODES = 5
/** Figures appear once this many have finished the same variant of a scenario. */
const FIGURES = 8
/** This many of those who only verified an address may be one person. */
const MADE_UP = 10

export type RecordState = 'invited' | 'not-started' | 'in-progress' | 'complete' | 'expiring' | 'expired' | 'failed' | 'exempt' | 'left'

export interface Rules {
  codes: boolean
  mastery: boolean
  dueDays: number | null
  renewMonths: number | null
  compiled: string | null
}
interface PlayResult {
  variant: 'hostile' | 'genuine'
  looks: 'genuine' | 'unsure' | 'approach'
  firstReport: number | null
}
export interface Taking {
  cohort: string
  /** The cohort in which they were enrolled. Moving does not change it. */
  block: string
  version: number
  rules: Rules
  enrolledAt: number
  dueAt: number | null
  begunAt: number | null
  completedAt: number | null
  passed: boolean
  renewAt: number | null
  exempt: boolean
  ended: 'no' | 'by-owner' | 'by-leaving'
  listed: boolean
}
export interface ModelPerson {
  n: number
  address: string
  name: string
  unit: string
  vouched: boolean
  /** Only the first time counts in figures. */
  finished: Set<string>
  user: string | null
  learner: string | null
  left: boolean
  erased: boolean
  takings: Map<string, Taking[]>
  invited: Map<string, { cohort: string; at: number }>
  aside: { at: number; invited: ModelPerson['invited'] } | null
  brought: Set<string>
  scenario: string[]
}
export interface Line {
  state: RecordState
  overdue: boolean
  cohort: string
  dueAt: number | null
}
interface Offer {
  title: string
  version: number
  rules: Rules
  cohorts: Map<string, number | null>
}

/** The 31st becomes the last day of a shorter month. */
export function monthsAfter(at: number, months: number): number {
  const from = new Date(at)
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + months]
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return Date.UTC(year, month, Math.min(from.getUTCDate(), last)) + (at % DAY)
}

/** Whether more are there than one person can have made up. A person who is there twice counts once. */
function isEnough(all: readonly { being: ModelPerson }[], least: number): boolean {
  const people = [...new Set(all.map(({ being }) => being))]
  const vouched = people.filter((being) => being.vouched).length
  return vouched + Math.max(0, people.length - vouched - MADE_UP) >= least
}

export class Model {
  now = 0
  readonly people: ModelPerson[] = []
  readonly courses = new Map<string, Offer>()
  readonly erased = new Map<string, number>()
  private waiting: { being: ModelPerson; course: string; block: string; compiled: string; did: PlayResult }[] = []
  readonly figures = new Map<string, number>()

  known(address: string, name: string, unit: string): ModelPerson {
    const being: ModelPerson = {
      n: this.people.length,
      address,
      name,
      unit,
      vouched: this.people.length % 4 !== 0,
      finished: new Set(),
      user: null,
      learner: null,
      left: false,
      erased: false,
      takings: new Map(),
      invited: new Map(),
      aside: null,
      brought: new Set(),
      scenario: [],
    }
    this.people.push(being)
    return being
  }
  note(being: ModelPerson, what: string): void {
    being.scenario.push(`${new Date(this.now).toISOString().slice(0, 16)} ${what}`)
  }

  invite(being: ModelPerson, course: string, cohort: string): void {
    being.invited.set(course, { cohort, at: this.now })
    this.note(being, `invited to ${this.title(course)}`)
  }
  isInvited(being: ModelPerson, course: string): boolean {
    const open = being.invited.get(course)
    return open !== undefined && this.now < open.at + INVITED_FOR
  }
  join(being: ModelPerson, ids: { user: string; learner: string }): void {
    Object.assign(being, ids)
    this.note(being, 'joined')
    for (const [course, { cohort }] of being.invited) if (this.isInvited(being, course)) this.enrol(being, course, cohort)
    being.invited.clear()
  }
  enrol(being: ModelPerson, course: string, cohort: string): void {
    const { rules, version, cohorts } = this.courses.get(course)!
    const own = being.takings.get(course) ?? []
    being.takings.set(course, own)
    const dueAt = cohorts.get(cohort) ?? (rules.dueDays === null ? null : this.now + rules.dueDays * DAY)
    const nothing = { begunAt: null, completedAt: null, passed: false, renewAt: null, exempt: false, ended: 'no', listed: false } as const
    own.push({ cohort, block: cohort, version, rules, enrolledAt: this.now, dueAt, ...nothing })
    this.note(being, `enrolled in ${this.title(course)}`)
  }
  newest(being: ModelPerson, course: string): Taking | undefined {
    return being.takings.get(course)?.at(-1)
  }

  begin(being: ModelPerson, course: string): void {
    this.newest(being, course)!.begunAt ??= this.now
    this.note(being, `began ${this.title(course)}`)
  }
  complete(being: ModelPerson, course: string, well: boolean, did: PlayResult | null): void {
    const taking = this.newest(being, course)!
    const { compiled } = taking.rules
    if (did && compiled && !being.finished.has(compiled)) {
      being.finished.add(compiled)
      this.waiting.push({ being, course, block: taking.block, compiled, did })
    }
    taking.begunAt ??= this.now
    taking.completedAt = this.now
    taking.passed = well || !taking.rules.mastery
    taking.renewAt = taking.rules.renewMonths === null ? null : monthsAfter(this.now, taking.rules.renewMonths)
    this.note(being, `completed ${this.title(course)}${taking.passed ? '' : ', not passed'}`)
  }
  setDay(course: string, cohort: string, day: number | null): void {
    this.courses.get(course)!.cohorts.set(cohort, day)
    for (const being of this.people)
      for (const taking of being.takings.get(course) ?? [])
        if (taking.cohort === cohort && taking.completedAt === null && taking.ended === 'no') taking.dueAt = this.dueIn(course, taking)
  }
  move(being: ModelPerson, course: string, cohort: string): void {
    const taking = this.newest(being, course)!
    taking.cohort = cohort
    if (taking.completedAt === null) taking.dueAt = this.dueIn(course, taking)
    this.note(being, `moved within ${this.title(course)}`)
  }
  private dueIn(course: string, { cohort, enrolledAt, rules }: Taking): number | null {
    return this.courses.get(course)!.cohorts.get(cohort) ?? (rules.dueDays === null ? null : enrolledAt + rules.dueDays * DAY)
  }

  leave(being: ModelPerson): void {
    being.left = true
    const open = [...being.invited].filter(([course]) => this.isInvited(being, course))
    being.aside = { at: this.now, invited: new Map(open) }
    being.invited.clear()
    // Leaving is not an owner's decision, so a rule may bring them again.
    for (const [, { cohort }] of open) being.brought.delete(cohort)
    for (const own of being.takings.values()) {
      const newest = own.at(-1)!
      if (newest.ended === 'no' && !newest.rules.codes) being.brought.delete(newest.cohort)
    }
    for (const taking of [...being.takings.values()].flat()) {
      // A code must not show that its holder has left.
      if (taking.ended === 'no' && !taking.rules.codes) taking.ended = 'by-leaving'
    }
    this.note(being, 'left the ministry')
  }
  comeBack(being: ModelPerson): void {
    being.left = false
    for (const [course, { cohort, at }] of being.aside?.invited ?? []) {
      // Deleted with everything else that lapsed a month ago.
      if (this.now > at + INVITED_FOR + KEPT) continue
      being.invited.set(course, { cohort, at: at + (this.now - being.aside!.at) })
    }
    // Without an account they were forgotten by now, and count as new.
    if (being.user === null && this.now > being.aside!.at + FORGOTTEN) being.brought.clear()
    being.aside = null
    for (const taking of [...being.takings.values()].flat()) if (taking.ended === 'by-leaving') taking.ended = 'no'
    this.note(being, 'came back')
  }
  erase(being: ModelPerson): void {
    for (const [course, takings] of being.takings)
      for (const { cohort, ended, dueAt, rules } of takings) {
        if (ended !== 'no' || dueAt === null || rules.codes) continue
        this.erased.set(`${course} ${cohort}`, (this.erased.get(`${course} ${cohort}`) ?? 0) + 1)
      }
    being.erased = true
    this.waiting = this.waiting.filter((one) => one.being !== being)
    being.takings.clear()
    being.invited.clear()
    being.aside = null
    this.note(being, 'erased')
  }

  /** Brings people of a unit into its cohorts, once. People who are or were in the course stay as they are. */
  fill(units: readonly string[]): void {
    for (const [course, { cohorts }] of this.courses)
      for (const [i, cohort] of [...cohorts.keys()].entries())
        for (const being of this.people) {
          if (being.unit !== units[i] || being.left || being.erased || being.brought.has(cohort)) continue
          being.brought.add(cohort)
          if (being.takings.has(course) || this.isInvited(being, course)) continue
          if (being.user === null) this.invite(being, course, cohort)
          else this.enrol(being, course, cohort)
        }
  }

  /** Once a day. A person who waits with two codes counts once. */
  listCodes(): void {
    for (const course of this.courses.keys()) {
      const waiting = new Map<string, { being: ModelPerson; taking: Taking }[]>()
      for (const being of this.people)
        for (const taking of being.takings.get(course) ?? []) {
          if (!taking.rules.codes || taking.completedAt === null || taking.listed) continue
          const key = `${taking.cohort} ${taking.version}`
          waiting.set(key, [...(waiting.get(key) ?? []), { being, taking }])
        }
      for (const own of waiting.values()) if (isEnough(own, CODES)) for (const { taking } of own) taking.listed = true
    }
  }

  /** Once a day. Cohorts that are too small are one group. */
  publish(): void {
    const [enrolled, groups] = [new Map<string, { being: ModelPerson }[]>(), new Map<string, typeof this.waiting>()]
    for (const being of this.people)
      for (const { block } of [...being.takings.values()].flat()) enrolled.set(block, [...(enrolled.get(block) ?? []), { being }])
    for (const one of this.waiting) {
      const group = isEnough(enrolled.get(one.block)!, FIGURES) ? one.block : 'small'
      const key = [one.course, group, one.compiled, one.did.variant].join(' ')
      groups.set(key, [...(groups.get(key) ?? []), one])
    }
    for (const [key, own] of groups) {
      if (!isEnough(own, FIGURES)) continue
      const count = (what: string) => this.figures.set(`${key} ${what}`, (this.figures.get(`${key} ${what}`) ?? 0) + 1)
      for (const { did } of own) {
        count(did.looks)
        if (did.variant === 'hostile' && did.firstReport !== null) count(`report ${did.firstReport}`)
      }
      this.waiting = this.waiting.filter((one) => !own.includes(one))
    }
  }

  stateOf({ rules, ...taking }: Taking): RecordState {
    if (taking.ended !== 'no') return 'left'
    if (taking.exempt) return 'exempt'
    if (taking.completedAt === null) return taking.begunAt === null ? 'not-started' : 'in-progress'
    if (!taking.passed) return 'failed'
    if (taking.renewAt === null || taking.renewAt > this.now + EXPIRING_FOR) return 'complete'
    return taking.renewAt > this.now ? 'expiring' : 'expired'
  }
  /** Null for people who are not on record there. */
  lineOf(being: ModelPerson, course: string): Line | null {
    const taking = this.newest(being, course)
    if (taking) {
      const state = this.stateOf(taking)
      const open = state === 'not-started' || state === 'in-progress'
      return { state, overdue: open && taking.dueAt !== null && taking.dueAt < this.now, cohort: taking.cohort, dueAt: taking.dueAt }
    }
    if (!this.isInvited(being, course)) return null
    const { cohort } = being.invited.get(course)!
    const dueAt = this.courses.get(course)!.cohorts.get(cohort) ?? null
    return { state: 'invited', overdue: dueAt !== null && dueAt < this.now, cohort, dueAt }
  }
  standsAt(being: ModelPerson, course: string): RecordState | null {
    return this.lineOf(being, course)?.state ?? null
  }
  title(course: string): string {
    return this.courses.get(course)!.title
  }
}
