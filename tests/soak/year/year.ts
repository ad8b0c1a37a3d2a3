import type { Change } from '@/scenarios/engine/course/acts'
import { undoAct } from '@/server/records/undo'
import type { Person } from '@/server/accounts/people'
import { numbers } from '../../support/many-learners'
import { ANEW, COURSES, FOR_ALL, SITES, UNITS, rulesOf } from './courses'
import * as ministry from './ministry'
import { type ModelPerson, DAY, Model, type Taking, endOf } from './model'
import { PostRoom } from './post-room'
import { markOf } from './recount'

/** A Monday. */
export const START = Date.UTC(2026, 2, 2)
/** Probabilities for one person on one day. */
const DAILY = { accept: 0.12, begin: 0.05, finish: 0.06, repeat: 0.06, renew: 0.05 }
/** And in one week. */
const WEEKLY = { extend: 0.01, move: 0.008, exempt: 0.008, require: 0.15, end: 0.004, again: 0.3, twice: 0.03 }
const PEOPLE = { leave: 0.006, back: 0.04, unit: 0.004, renamed: 0.004, erase: 0.008, eraseHeld: 0.05 }
/** One of so many people never uses a link. */
const NEVER = 6
/** The week from which newcomers may start at a site and in a unit for which no cohort has a rule. */
const NEW_SITE = 12
const JOIN = 0.009
/** The weeks in which one administrator leaves, and in which the directory leaves out the last one by mistake. */
const DEPUTY_LEAVES = 20
const CHIEF_MISSING = 24

type Facts = Pick<Taking, 'cohort' | 'own' | 'exempt' | 'ended' | 'enrolled'> & { due: number | null }
interface Undo {
  course: string
  act: string
  being: ModelPerson
  taking: Taking
  before: Facts
  after: Facts
}

export class Year {
  readonly model = new Model()
  readonly post = new PostRoom(this.model)
  readonly random: () => number
  /** A stream of its own, so that how people play changes nothing else. */
  private readonly manners: () => number
  readonly courses: string[] = []
  readonly cohorts = new Map<string, string[]>()
  private readonly office: Person[] = []
  private readonly holds = new Map<ModelPerson | string, number>()
  readonly counts: Record<string, number> = {}
  private readonly undos: Undo[] = []
  private readonly unitOf = new Map<string, string | null>()
  chief!: Person
  deputy!: Person
  owner!: Person

  constructor(
    readonly size: number,
    seed: number,
    private readonly setClock: (at: number) => void,
  ) {
    this.random = numbers(seed)
    this.manners = numbers(seed + 1)
  }

  at(time: number): void {
    this.model.now = time
    this.setClock(time)
  }
  /** A second later, so that no two acts have the same time. */
  later(): void {
    this.at(this.model.now + 1_000)
  }
  drawn = (share: number): boolean => this.random() < share
  of<T>(list: readonly T[]): T {
    return list[Math.floor(this.random() * list.length)]!
  }
  count(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1
  }
  some = (mean: number): number => Math.floor(mean + this.random())

  async open(): Promise<void> {
    this.at(START)
    this.chief = await ministry.chief('chief@ministry.example')
    this.deputy = await ministry.colleague(this.chief, 'deputy@ministry.example', 'Dana Deputy', ['administrator'])
    this.owner = await ministry.colleague(this.chief, 'owner@ministry.example', 'Olga Owner', ['owner'])
    this.office.push(this.chief, this.deputy, this.owner)
    for (const { email, name, id } of this.office) this.model.staff(email, name, id)
    for (const draft of COURSES) await this.offer(draft)
    this.come(this.size, 0)
    await this.readDirectory()
  }
  private async offer(draft: (typeof COURSES)[number]): Promise<void> {
    this.later()
    const publishedAt = this.model.now
    const { id, first } = await ministry.course(draft, UNITS[0], this.owner)
    const cohorts = [first]
    for (const unit of UNITS.slice(1)) {
      this.later()
      cohorts.push(await ministry.cohort(id, unit))
    }
    for (const [i, cohort] of cohorts.entries()) {
      await ministry.fillsWith(cohort, { unit: UNITS[i]! })
      this.unitOf.set(cohort, UNITS[i]!)
    }
    if (FOR_ALL.has(draft.title)) {
      this.later()
      const all = await ministry.cohort(id, 'Everybody')
      await ministry.fillsWith(all, { everyone: true })
      this.unitOf.set(all, null)
      cohorts.push(all)
    }
    this.courses.push(id)
    this.cohorts.set(id, cohorts)
    const days = new Map(cohorts.map((cohort) => [cohort, null]))
    this.model.courses.set(id, { title: draft.title, version: 1, rules: rulesOf(draft), publishedAt, cohorts: days })
  }

  async cohortNames(): Promise<Map<string, string>> {
    return new Map((await Promise.all(this.courses.map(ministry.cohortNames))).flat())
  }
  private come(many: number, week: number): void {
    for (let i = 0; i < many; i++) {
      const n = this.model.people.length
      const elsewhere = week >= NEW_SITE && this.drawn(0.3)
      // Some were in the ministry long before; of some the directory does not know the day; newcomers start these days.
      const started = new Date(this.model.now + Math.floor(this.random() * 20 - 12) * DAY).toISOString().slice(0, 10)
      this.model.known(`${markOf(n)}@ministry.example`, `Given ${markOf(n)}`, {
        unit: elsewhere ? 'Annex' : this.of(UNITS),
        site: elsewhere ? 'A new site' : this.of(SITES),
        joined: week === 0 ? (this.drawn(0.5) ? '2015-09-01' : '') : this.drawn(0.8) ? started : '',
        never: n % NEVER === NEVER - 1,
      })
      this.count(elsewhere ? 'at a new site' : 'came')
    }
  }
  async readDirectory(chiefIsMissing = false): Promise<void> {
    this.later()
    const listed = this.model.people.filter(({ left, erased }) => !left && !erased)
    const office = this.office
      .filter((one) => one !== this.chief || !chiefIsMissing)
      .map(({ email, name }) => ({ address: email, name, unit: 'Office', site: '', joined: '' }))
    await ministry.directory([...listed, ...office], this.chief)
    this.model.fill(this.unitOf)
  }

  async enlist(course: string, cohort: string, people: readonly ModelPerson[]): Promise<void> {
    if (people.length === 0) return
    this.later()
    await ministry.list(
      cohort,
      people.map(({ address, name }) => ({ email: address, name })),
      this.owner,
    )
    for (const being of people) this.model.name(being, course, cohort)
  }

  async learn(): Promise<void> {
    for (const being of this.model.people) {
      if (being.left || being.erased) continue
      if (being.user === null) await this.maybeAccept(being)
      else for (const course of this.courses) await this.maybeStudy(being, course)
    }
  }
  private async maybeAccept(being: ModelPerson): Promise<void> {
    const link = this.post.links.get(being.address)
    if (being.never || !link || this.model.now >= link.until - DAY || !this.drawn(DAILY.accept)) return
    this.later()
    this.model.join(being, await ministry.accept(link.token, being.name, being.vouched))
    this.count('joined')
  }
  private async maybeStudy(being: ModelPerson, course: string): Promise<void> {
    const taking = this.model.newest(being, course)
    if (!taking) return
    const state = this.model.stateOf(taking)
    if (state === 'not-started' && this.drawn(DAILY.begin)) await this.study(being, course, this.drawn(0.5) ? 'one' : 'all')
    else if (state === 'in-progress' && this.drawn(DAILY.finish)) await this.study(being, course, 'all')
    else if (state === 'failed' && this.drawn(DAILY.repeat)) {
      this.later()
      await ministry.repeat(being.learner!, course)
      this.model.pass(being, course)
      this.count('repeated')
    } else if ((state === 'expiring' || state === 'expired') && this.drawn(DAILY.renew)) {
      this.later()
      await ministry.renew(being.learner!, course)
      this.model.name(being, course, taking.cohort, true)
      this.count('renewed')
    }
  }
  private async study(being: ModelPerson, course: string, far: 'one' | 'all'): Promise<void> {
    this.later()
    const well = this.drawn(0.7)
    const reports = this.manners() < 0.5 ? 1 : 2
    const manner = { well, reports: well || this.manners() < 0.4 ? reports : null, sure: this.manners() < 0.8 }
    const played = await ministry.study(being.learner!, course, far, manner)
    if (far === 'one') return this.model.begin(being, course)
    this.model.complete(being, course, well, played)
    this.count(this.model.newest(being, course)!.passed ? 'completed' : 'failed')
  }

  async manage(): Promise<void> {
    for (const course of this.courses.filter((id) => !this.model.courses.get(id)!.rules.codes))
      for (const being of this.model.people) if (!being.left && !being.erased) await this.maybeAct(course, being)
    for (const course of this.courses) await this.addTwice(course)
  }
  private async maybeAct(course: string, being: ModelPerson): Promise<void> {
    const taking = this.model.newest(being, course)
    if (!taking || taking.ended === 'by-leaving') return
    const state = this.model.stateOf(taking)
    const open = state === 'invited' || state === 'not-started' || state === 'in-progress'
    if (state === 'left') {
      if (this.drawn(WEEKLY.again)) await this.enlist(course, taking.cohort, [being])
    } else if (state === 'exempt' && this.drawn(WEEKLY.require)) await this.act(course, being, taking, { act: 'require' })
    else if (open && this.drawn(WEEKLY.extend)) {
      const day = new Date(this.model.now + 30 * DAY).toISOString().slice(0, 10)
      await this.act(course, being, taking, { act: 'extend', due: endOf(day) })
    } else if (state !== 'exempt' && state !== 'complete' && this.drawn(WEEKLY.exempt))
      await this.act(course, being, taking, { act: 'exempt', reason: 'A year abroad' })
    else if ((taking.enrolled || state === 'invited') && this.drawn(WEEKLY.move))
      await this.act(course, being, taking, { act: 'move', cohort: this.of(this.cohorts.get(course)!) })
    else if (this.drawn(WEEKLY.end)) await this.act(course, being, taking, { act: 'end' })
  }
  private async act(course: string, being: ModelPerson, taking: Taking, what: Change): Promise<void> {
    this.later()
    const before = this.factsOf(course, taking)
    const act = await ministry.act(course, being.address, what, this.owner)
    this.count(what.act)
    switch (what.act) {
      case 'extend':
        this.model.extend(being, course, what.due)
        break
      case 'move':
        this.model.move(being, course, what.cohort)
        break
      case 'exempt':
      case 'require':
        taking.exempt = what.act === 'exempt'
        break
      case 'end':
        taking.ended = 'by-owner'
        break
    }
    this.model.note(being, `${what.act} in ${this.model.title(course)}`)
    if (this.drawn(0.3)) this.undos.push({ course, act, being, taking, before, after: this.factsOf(course, taking) })
  }
  private readonly factsOf = (course: string, taking: Taking): Facts => {
    const { cohort, own, exempt, ended, enrolled } = taking
    return { cohort, own, exempt, ended, enrolled, due: this.model.dueOf(course, taking) }
  }
  /** Somebody who joined meanwhile is as an owner left them, and a day that follows from the course is nobody's act. */
  private isAs(course: string, taking: Taking, { enrolled, own, due, ...after }: Facts): boolean {
    const now = this.factsOf(course, taking)
    const same = now.cohort === after.cohort && now.exempt === after.exempt && now.ended === after.ended
    return same && (enrolled ? now.due === due : now.own === own)
  }
  /** On the next day. What has changed since stays. */
  async thinkAgain(): Promise<void> {
    for (const { course, act, being, taking, before, after } of this.undos.splice(0)) {
      if (being.erased) continue
      this.later()
      await undoAct(course, act, this.owner.id)
      this.count('undone')
      const own = being.takings.get(course)!
      if (!this.isAs(course, taking, after)) continue
      if (own.at(-1) !== taking) continue
      const { due, enrolled: _, ...facts } = before
      Object.assign(taking, facts)
      if (taking.enrolled) taking.dueAt = due
      this.model.note(being, `undone in ${this.model.title(course)}`)
    }
  }
  /** An owner adds people who are there already, to whichever cohort. Nothing may come of it. */
  private async addTwice(course: string): Promise<void> {
    const there = this.model.people.filter((being) => {
      const taking = this.model.newest(being, course)
      return !being.left && !being.erased && taking?.ended === 'no' && this.drawn(WEEKLY.twice)
    })
    if (there.length > 0) this.count('added twice')
    await this.enlist(course, this.of(this.cohorts.get(course)!), there)
  }

  async weekly(week: number): Promise<void> {
    if (week === 0) return
    this.come(this.some(this.size * JOIN), week)
    for (const being of this.model.people) {
      if (being.erased) continue
      if (being.left) {
        if (this.drawn(PEOPLE.back)) this.happens('back', () => this.model.comeBack(being))
      } else if (this.drawn(PEOPLE.leave)) this.happens('left', () => this.model.leave(being))
      else if (this.drawn(PEOPLE.unit)) this.happens('changed unit', () => (being.unit = this.of(UNITS)))
      else if (this.drawn(PEOPLE.renamed)) this.happens('renamed', () => (being.name = `Wed in week ${week} ${markOf(being.n)}`))
    }
    if (week === DEPUTY_LEAVES) {
      this.office.splice(this.office.indexOf(this.deputy), 1)
      this.model.leave(this.model.office[1]!)
    }
    await this.readDirectory(week === CHIEF_MISSING)
    await this.atTimes(week)
  }
  private happens(what: string, act: () => void): void {
    act()
    this.count(what)
  }
  private async atTimes(week: number): Promise<void> {
    const [, travelling, handling] = this.courses as [string, string, string]
    if (week === 10) await this.setDay(handling, new Date(this.model.now + 84 * DAY).toISOString().slice(0, 10))
    if (week === 30) await this.setDay(handling, '')
    if (week === 26) {
      await ministry.editAndPublish(travelling, ANEW)
      const offer = this.model.courses.get(travelling)!
      this.model.courses.set(travelling, { ...offer, version: 2, rules: rulesOf({ ...COURSES[1]!, ...ANEW }) })
    }
    if (week === 33) await this.hold(handling)
    const asked = this.courses[week % 3]!
    if (week % 9 === 0) await ministry.remindAll(asked, this.of(this.cohorts.get(asked)!))
  }
  private async setDay(course: string, day: string): Promise<void> {
    const cohort = this.cohorts.get(course)![1]!
    await ministry.setDay(cohort, UNITS[1], day)
    this.model.setDay(course, cohort, day === '' ? null : endOf(day))
  }

  /** A hold on them, or on a course they are in, refuses both. */
  async vanish(): Promise<void> {
    for (const being of this.model.people) {
      if (being.erased || being.user === null) continue
      const held = this.isHeld(being)
      if (!this.drawn(held ? PEOPLE.eraseHeld : PEOPLE.erase)) continue
      this.later()
      const asks = being.left || (this.counts.removed ?? 0) <= (this.counts.erased ?? 0)
      const done = asks ? await ministry.eraseFor(being.user, this.chief) : await ministry.eraseSelf(being)
      if (done === held) throw new Error(`${being.address} is ${held ? 'held and was erased' : 'not held, and erasing was refused'}`)
      this.count(held ? 'held' : asks ? 'removed' : 'erased')
      if (!held) this.model.erase(being)
    }
  }
  private async hold(course: string): Promise<void> {
    const until = this.model.now + 28 * DAY
    const people = this.model.people.filter(({ user, erased }) => user !== null && !erased)
    for (const being of [this.of(people), this.of(people)]) {
      await ministry.hold({ user: being.user! }, until)
      this.holds.set(being, until)
    }
    await ministry.hold({ course }, until)
    this.holds.set(course, until)
  }
  private isHeld = (being: ModelPerson): boolean =>
    [being, ...being.takings.keys()].some((held) => (this.holds.get(held) ?? 0) >= this.model.now)
}
