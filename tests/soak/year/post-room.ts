import { type ModelPerson, DAY, type Model } from './model'
import { letters } from './post'
import { compareDigest } from './papers'
import type { Difference } from './recount'

const INVITED = /^You are invited to a course: /
const ENROLLED = /^You have been enrolled in/
/** These tell of what is done, and ask for nothing. */
const DONE = /^(New due date|You are exempt from|You are no longer exempt from|You have finished): /
const LINK = /\/invitation\/([\w-]+)/
const WEEK = 7 * DAY

export class PostRoom {
  readonly links = new Map<string, { token: string; until: number }>()
  reminders = 0
  private readonly last = new Map<string, number>()
  constructor(private readonly model: Model) {}

  open(courses: readonly string[]): Difference[] {
    const byAddress = new Map(this.model.people.map((being) => [being.address, being]))
    return letters.splice(0).flatMap(({ to, subject, text, at }): Difference[] => {
      if (subject === 'Your courses this week') return compareDigest(this.model, this.byName(), text)
      const token = LINK.exec(text)?.[1]
      if (token) this.links.set(to, { token, until: at + 14 * DAY })
      const being = byAddress.get(to)
      const named = courses.filter((id) => `${subject}\n${text}`.includes(this.model.title(id)))
      if (!being || named.length === 0) return []
      if (DONE.test(subject)) {
        this.model.note(being, `mail “${subject}”`)
        return []
      }
      const first = INVITED.test(subject) || ENROLLED.test(subject)
      return named.flatMap((course) => this.note(being, course, subject, at, first))
    })
  }

  private readonly byName = (): string[] => [...this.model.courses].flatMap(([id, { rules }]) => (rules.codes ? [] : [id]))
  private note(being: ModelPerson, course: string, subject: string, at: number, first: boolean): Difference[] {
    const key = `${being.n} ${course}`
    const last = this.last.get(key)
    this.last.set(key, at)
    this.model.note(being, `mail “${subject}”`)
    if (first) return []
    this.reminders++
    const wrong: string[] = []
    const state = this.model.standsAt(being, course)
    if (being.erased || being.left) wrong.push('is gone')
    else if (state === null || ['complete', 'exempt', 'left', 'failed'].includes(state)) wrong.push(`is ${state ?? 'not on record'}`)
    if (last !== undefined && at - last < WEEK) wrong.push(`heard of it ${((at - last) / DAY).toFixed(1)} days ago`)
    return wrong.map((why) => ({
      steps: being.scenario.length,
      what: [`${being.address} is reminded of “${this.model.title(course)}” and ${why}`, ...being.scenario.map((s) => `    ${s}`)].join(
        '\n',
      ),
    }))
  }
}
