/**
 * An owner guesses what somebody meets next in a course: from the records with scores, pages, files and figures of the course, and even
 * from what colleagues and the person tell of every earlier debrief.
 */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { ScenarioItem } from '@/scenarios/engine/course/course'
import { drawVariant } from '@/scenarios/engine/course/lots'
import { RecordFilter } from '@/scenarios/engine/course/records'
import type { Variant } from '@/scenarios/engine/format/schema'
import { issueCertificate } from '@/server/certificates/certificates'
import { attemptFinished, openAttempt } from '@/server/enrolment/attempts'
import { readEnrolment } from '@/server/enrolment/enrolment'
import { seeTerms } from '@/server/enrolment/progress'
import { append } from '@/server/learning/append'
import { readAttempt } from '@/server/learning/attempts'
import { csvOf, recordTable } from '@/server/records/export'
import { certificatesOf } from '@/server/records/held-certificates'
import { lineHistory } from '@/server/records/history'
import { courseFigures, publishCourseFigures } from '@/server/reports/figures'
import { everyRecord } from '../support/every-record'
import { playBy } from '../support/random-play'
import { chanceOfApproach } from '../support/variant-guesses'
import { type World, type WorldPerson, inWorld } from './world'

const NOW = Date.UTC(2026, 3, 7, 9)
const SCENARIOS = ['P01', 'P02', 'P14', 'P15']
const PEOPLE = 60
const MOST = 0.6

/** What an owner sees of one person, without names, ids and moments. */
async function lineOf({ course }: World, one: WorldPerson): Promise<string> {
  const { rows } = await everyRecord(course, { results: '1' }, NOW)
  const row = rows.find(({ enrolment }) => enrolment === one.enrolment)!
  const csv = await new Response(csvOf(await recordTable(course, RecordFilter.parse({ results: '1', q: one.user! }), 'en', NOW))).text()
  const seen = [row, await lineHistory(course, row.key, NOW), await certificatesOf(course, row.key), csv]
  const own = [one.enrolment, one.handle, one.user!, one.user!.toLowerCase(), row.code, one.learner]
  return own
    .reduce((text, id) => text.replaceAll(id, '{id}'), JSON.stringify(seen))
    .replace(/\b1\d{12}\b/g, '{moment}')
    .replaceAll("'{id}", '{id}')
}
const viewOf = async (world: World, one: WorldPerson) => `${await lineOf(world, one)} ${JSON.stringify(await courseFigures(world.course))}`

interface Opening {
  item: number
  met: Variant[]
  view: string
  next: Variant
  /** Of the person who opened the same item before. */
  before: Variant | null
}

async function openings(seed: number): Promise<{ all: Opening[]; opened: Map<Variant, Set<string>> }> {
  const items = SCENARIOS.map((scenario, i) => ({ id: `p${i}`, kind: 'scenario' as const, scenario }))
  return inWorld(seed, { items, shares: 'results', people: 'names' }, async (world) => {
    const { person, into, below, cohort, course } = world
    const all: Opening[] = []
    const opened = new Map<Variant, Set<string>>([
      ['hostile', new Set()],
      ['genuine', new Set()],
    ])
    const last: (Variant | null)[] = SCENARIOS.map(() => null)
    for (let n = 0; n < PEOPLE; n++) {
      const one = await person('vouched')
      await into(one, cohort)
      await seeTerms(one.enrolment, NOW)
      const met: Variant[] = []
      for (const [item, { id }] of items.entries()) {
        const view = n % 4 === 0 ? await viewOf(world, one) : ''
        const enrolment = (await readEnrolment(one.learner, one.enrolment))!
        const own = enrolment.course.items.find((i) => i.id === id) as ScenarioItem
        const attempt = (await readAttempt(one.learner, (await openAttempt(enrolment, own, 'en'))!))!
        const { variant } = attempt.header
        if (item === 0) opened.get(variant)!.add(await lineOf(world, one))
        all.push({ item, met: [...met], view, next: variant, before: last[item]! })
        last[item] = variant
        met.push(variant)
        const events = playBy(attempt.compiled.play, () => below(1_000_000))
        expect(await append(attempt, 0, events, attemptFinished)).toMatchObject({ ok: true })
      }
      expect(met).toContain('hostile')
      await issueCertificate((await readEnrolment(one.learner, one.enrolment))!, '')
      if (n % 10 === 0) await publishCourseFigures(course)
    }
    return { all, opened }
  })
}

const other = (one: Variant): Variant => (one === 'hostile' ? 'genuine' : 'hostile')
const mostOf = (variants: readonly Variant[]): Variant =>
  2 * variants.filter((one) => one === 'hostile').length >= variants.length ? 'hostile' : 'genuine'

/** Each takes what was learned of earlier openings, also what the owner cannot see. */
const GUESSERS: Record<string, (opening: Opening, earlier: readonly Opening[]) => Variant> = {
  'knows the draw and every earlier debrief': ({ met, item }) => {
    const left = Array.from({ length: SCENARIOS.length - item - 1 }, () => null)
    return chanceOfApproach({ draw: (before, coin) => drawVariant([...before, ...left], coin) }, met) >= 0.5 ? 'hostile' : 'genuine'
  },
  'expects as many of one as of the other': ({ met }) => other(mostOf(met)),
  'expects what colleagues met there': ({ item }, earlier) => mostOf(earlier.filter((one) => one.item === item).map(({ next }) => next)),
  'expects what colleagues did not meet there': ({ item }, earlier) =>
    other(mostOf(earlier.filter((one) => one.item === item).map(({ next }) => next))),
  'expects the opposite of what the last one met there': ({ before }) => (before ? other(before) : 'hostile'),
  'learned what followed the same variants': ({ met, item }, earlier) =>
    mostOf(earlier.filter((one) => one.item === item && String(one.met) === String(met)).map(({ next }) => next)),
  'learned what followed the same records, pages, files and figures': ({ view, item }, earlier) => {
    const like = earlier.filter((one) => one.item === item && view !== '' && one.view === view)
    return mostOf((like.length > 0 ? like : earlier.filter((one) => one.item === item)).map(({ next }) => next))
  },
}

describe('an owner who guesses the next variant', () => {
  const all: Opening[] = []
  const opened: Map<Variant, Set<string>>[] = []
  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW })
    for (let seed = 1; seed <= 3; seed++) {
      const run = await openings(seed)
      all.push(...run.all)
      opened.push(run.opened)
    }
  }, 300_000)
  afterAll(() => void vi.useRealTimers())

  test.each(Object.entries(GUESSERS))('and %s is right in at most 60 % [p:draws]', (_, guess) => {
    const right = all.filter((opening, i) => guess(opening, all.slice(0, i)) === opening.next).length
    expect(all.length).toBe(3 * PEOPLE * SCENARIOS.length)
    expect(right / all.length).toBeLessThanOrEqual(MOST)
    expect(right / all.length).toBeGreaterThan(1 - MOST)
  })

  test('sees the same of everybody who has opened a scenario, whichever it is [p:draws]', () => {
    for (const views of opened) {
      expect(views.get('hostile')!.size).toBe(1)
      expect(views.get('genuine')).toEqual(views.get('hostile'))
    }
  })
})
