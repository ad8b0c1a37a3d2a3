/**
 * What ought to be on record, worked out from what happened. It imports nothing: “Who counts” of docs/courses.md is written again here, and
 * the numbers in comments are its points, so that a mistake in the product is not repeated.
 */
export const DAY = 24 * 3600_000
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
/** Somebody's place in a course, from the moment they are named. */
export interface Taking {
  cohort: string
  /** False while they are only invited. */
  enrolled: boolean
  namedAt: number
  /** From when the course's days count. */
  from: number
  /** A day that an owner set while they were invited. */
  own: number | null
  /** The cohort in which they were enrolled. Moving does not change it. */
  block: string
  version: number
  rules: Rules
  /** Fixed once they are enrolled. */
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
  site: string
  /** `2026-03-02`, as the directory has it; empty if it has none. */
  joined: string
  /** They never use a link. */
  never: boolean
  vouched: boolean
  /** Only the first time counts in figures. */
  finished: Set<string>
  user: string | null
  learner: string | null
  left: boolean
  erased: boolean
  takings: Map<string, Taking[]>
  brought: Set<string>
  scenario: string[]
}
export interface Line {
  state: RecordState
  overdue: boolean
  cohort: string
  dueAt: number | null
  completedAt: number | null
  renewAt: number | null
}
interface Offer {
  title: string
  version: number
  rules: Rules
  publishedAt: number
  cohorts: Map<string, number | null>
}

/** The 31st becomes the last day of a shorter month. */
export function monthsAfter(at: number, months: number): number {
  const from = new Date(at)
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + months]
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return Date.UTC(year, month, Math.min(from.getUTCDate(), last)) + (at % DAY)
}

/** The last millisecond of `2026-03-02`, where the server is. */
export function endOf(day: string): number {
  const [year, month, date] = day.split('-').map(Number)
  return new Date(year!, month! - 1, date! + 1).getTime() - 1
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
  /** People with a role, who are in the directory and never learn. */
  readonly office: ModelPerson[] = []
  get everybody(): ModelPerson[] {
    return [...this.people, ...this.office]
  }
  readonly courses = new Map<string, Offer>()
  readonly erased = new Map<string, number>()
  private waiting: { being: ModelPerson; course: string; block: string; compiled: string; did: PlayResult }[] = []
  readonly figures = new Map<string, number>()

  known(
    address: string,
    name: string,
    { unit, site, joined, never }: Pick<ModelPerson, 'unit' | 'site' | 'joined' | 'never'>,
  ): ModelPerson {
    const being = this.person(address, name, { unit, site, joined, never })
    this.people.push(being)
    return being
  }
  staff(address: string, name: string, user: string): void {
    const being = this.person(address, name, { unit: 'Office', site: '', joined: '', never: true })
    this.office.push(Object.assign(being, { user }))
  }
  private person(address: string, name: string, known: Pick<ModelPerson, 'unit' | 'site' | 'joined' | 'never'>): ModelPerson {
    return {
      n: this.people.length,
      address,
      name,
      ...known,
      vouched: this.people.length % 4 !== 0,
      finished: new Set(),
      user: null,
      learner: null,
      left: false,
      erased: false,
      takings: new Map(),
      brought: new Set(),
      scenario: [],
    }
  }
  note(being: ModelPerson, what: string): void {
    being.scenario.push(`${new Date(this.now).toISOString().slice(0, 16)} ${what}`)
  }

  /** 1: whoever is in the course already stays as they are. @param again another attempt of somebody who is done */
  name(being: ModelPerson, course: string, cohort: string, again = false): void {
    const own = being.takings.get(course) ?? []
    being.takings.set(course, own)
    const last = own.at(-1)
    if (last && last.ended === 'no' && !again) return
    const { rules, version } = this.courses.get(course)!
    const nothing = { begunAt: null, completedAt: null, passed: false, renewAt: null, exempt: false, ended: 'no', listed: false } as const
    const from = again ? this.now : this.daysFrom(being, course, this.now)
    own.push({ cohort, block: cohort, version, rules, enrolled: false, namedAt: this.now, from, own: null, dueAt: null, ...nothing })
    if (being.user === null) this.note(being, `invited to ${this.title(course)}`)
    else this.enrol(being, course)
  }
  /** 7 and 9. */
  private daysFrom(being: ModelPerson, course: string, namedAt: number): number {
    const joined = being.joined === '' ? null : endOf(being.joined)
    return joined !== null && joined >= this.courses.get(course)!.publishedAt ? joined : namedAt
  }
  /** From then on, the rules of this version hold. */
  private enrol(being: ModelPerson, course: string): void {
    const taking = this.newest(being, course)!
    const { rules, version } = this.courses.get(course)!
    Object.assign(taking, { enrolled: true, rules, version, block: taking.cohort })
    taking.dueAt = taking.own ?? this.dueIn(course, taking)
    this.note(being, `enrolled in ${this.title(course)}`)
  }
  join(being: ModelPerson, ids: { user: string; learner: string }): void {
    Object.assign(being, ids)
    this.note(being, 'joined')
    for (const course of being.takings.keys()) if (this.newest(being, course)!.ended === 'no') this.enrol(being, course)
  }
  /** What the product does with a day, 7. */
  dueOf(course: string, taking: Taking): number | null {
    return taking.enrolled ? taking.dueAt : (taking.own ?? this.dueIn(course, taking))
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
    // 5.
    taking.renewAt = taking.rules.renewMonths === null || !taking.passed ? null : monthsAfter(this.now, taking.rules.renewMonths)
    this.note(being, `completed ${this.title(course)}${taking.passed ? '' : ', not passed'}`)
  }
  /** What had not held was played again, and held: 5. */
  pass(being: ModelPerson, course: string): void {
    const taking = this.newest(being, course)!
    taking.passed = true
    taking.completedAt = this.now
    taking.renewAt = taking.rules.renewMonths === null ? null : monthsAfter(this.now, taking.rules.renewMonths)
    this.note(being, `passed ${this.title(course)}`)
  }
  setDay(course: string, cohort: string, day: number | null): void {
    this.courses.get(course)!.cohorts.set(cohort, day)
    for (const being of this.everybody)
      for (const taking of being.takings.get(course) ?? []) {
        if (taking.cohort !== cohort) continue
        if (!taking.enrolled) taking.own = null
        else if (taking.completedAt === null && taking.ended === 'no') taking.dueAt = this.dueIn(course, taking)
      }
  }
  move(being: ModelPerson, course: string, cohort: string): void {
    const taking = this.newest(being, course)!
    taking.cohort = cohort
    taking.own = null
    if (taking.enrolled && taking.completedAt === null) taking.dueAt = this.dueIn(course, taking)
    this.note(being, `moved within ${this.title(course)}`)
  }
  extend(being: ModelPerson, course: string, due: number): void {
    const taking = this.newest(being, course)!
    if (taking.enrolled) taking.dueAt = due
    else taking.own = due
  }
  private dueIn(course: string, { cohort, from, rules, enrolled }: Taking): number | null {
    const { cohorts, rules: present } = this.courses.get(course)!
    const { dueDays } = enrolled ? rules : present
    return cohorts.get(cohort) ?? (dueDays === null ? null : from + dueDays * DAY)
  }

  /** 3. */
  leave(being: ModelPerson): void {
    being.left = true
    for (const own of being.takings.values()) {
      const newest = own.at(-1)!
      // Leaving is not an owner's decision, so a rule may bring them again.
      if (newest.ended === 'no' && !(newest.rules.codes && newest.enrolled)) being.brought.delete(newest.cohort)
    }
    for (const taking of [...being.takings.values()].flat()) {
      // A code must not show that its holder has left.
      if (taking.ended === 'no' && !(taking.rules.codes && taking.enrolled)) taking.ended = 'by-leaving'
    }
    this.note(being, 'left the ministry')
  }
  comeBack(being: ModelPerson): void {
    being.left = false
    for (const taking of [...being.takings.values()].flat()) if (taking.ended === 'by-leaving') taking.ended = 'no'
    this.note(being, 'came back')
  }
  erase(being: ModelPerson): void {
    for (const [course, takings] of being.takings)
      for (const { cohort, ended, dueAt, rules, enrolled } of takings) {
        if (!enrolled || ended !== 'no' || dueAt === null || rules.codes) continue
        this.erased.set(`${course} ${cohort}`, (this.erased.get(`${course} ${cohort}`) ?? 0) + 1)
      }
    being.erased = true
    this.waiting = this.waiting.filter((one) => one.being !== being)
    being.takings.clear()
    this.note(being, 'erased')
  }

  /** Brings people of a unit into its cohorts, and everybody into one that is for all, once. Who is or was in the course stays as they are. */
  fill(unitOf: ReadonlyMap<string, string | null>): void {
    for (const [course, { cohorts }] of this.courses)
      for (const cohort of cohorts.keys())
        for (const being of this.everybody) {
          const unit = unitOf.get(cohort)
          if (unit === undefined || (unit !== null && being.unit !== unit)) continue
          if (being.left || being.erased || being.brought.has(cohort)) continue
          being.brought.add(cohort)
          if (!being.takings.has(course)) this.name(being, course, cohort)
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
      for (const { block } of [...being.takings.values()].flat().filter((one) => one.enrolled))
        enrolled.set(block, [...(enrolled.get(block) ?? []), { being }])
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

  /** 3 to 5. */
  stateOf({ rules, ...taking }: Taking): RecordState {
    if (taking.ended !== 'no') return 'left'
    if (taking.exempt) return 'exempt'
    if (!taking.enrolled) return 'invited'
    if (taking.completedAt === null) return taking.begunAt === null ? 'not-started' : 'in-progress'
    if (!taking.passed) return 'failed'
    if (taking.renewAt === null || taking.renewAt > this.now + EXPIRING_FOR) return 'complete'
    return taking.renewAt > this.now ? 'expiring' : 'expired'
  }
  /** Null for people who are not on record there. */
  lineOf(being: ModelPerson, course: string): Line | null {
    const taking = this.newest(being, course)
    if (!taking) return null
    const [state, dueAt] = [this.stateOf(taking), this.dueOf(course, taking)]
    // 8.
    const open = state === 'invited' || state === 'not-started' || state === 'in-progress'
    const { cohort, completedAt, renewAt } = taking
    return { state, overdue: open && dueAt !== null && dueAt < this.now, cohort, dueAt, completedAt, renewAt }
  }
  standsAt(being: ModelPerson, course: string): RecordState | null {
    return this.lineOf(being, course)?.state ?? null
  }
  title(course: string): string {
    return this.courses.get(course)!.title
  }
}
