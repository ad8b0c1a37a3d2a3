/** Somebody who knows how variants are drawn, and every debrief of theirs so far, guesses each next scenario of their course. */
import { describe, expect, test } from 'vitest'
import { drawVariant } from '@/scenarios/engine/course/lots'
import type { Variant } from '@/scenarios/engine/format/schema'
import { courseOf, learner, published } from '@/tests/support/courses'
import { ownLibrary } from '@/tests/support/library'
import { everything, holdStore, onEitherDatabase } from '@/tests/support/store'
import { chanceOfApproach } from '@/tests/support/variant-guesses'
import { readAttempt } from '../learning/attempts'
import { openAttempt, playAgain } from './attempts'
import { enrol, readEnrolment } from './enrolment'
import { readItem } from './progress'

const { scenario, publish } = ownLibrary()
const CASES = (n: number) => Array.from({ length: n }, () => scenario)

onEitherDatabase((fresh) => {
  const store = holdStore(fresh)
  const enrolled = async (cohort: string) => {
    const who = await learner()
    const made = await enrol({ learner: who, cohort })
    if (!made.ok) throw new Error(made.reason)
    return { who, id: made.id }
  }
  type Enrolled = Awaited<ReturnType<typeof enrolled>>
  async function opens({ who, id }: Enrolled, item: string): Promise<Variant> {
    const enrolment = (await readEnrolment(who, id))!
    const attempt = await openAttempt(enrolment, enrolment.course.items.find((i) => i.id === item) as never, 'en')
    return (await readAttempt(who, attempt!))!.header.variant
  }
  const RUNS = 150

  async function taken(n: number) {
    const { cohort } = await published(courseOf(CASES(n)))
    const guesses = { right: 0, of: 0 }
    const courses: Variant[][] = []
    for (let run = 0; run < RUNS; run++) {
      const own = await enrolled(cohort)
      const met: Variant[] = []
      for (let i = 1; i <= n; i++) {
        const left = Array.from({ length: n - met.length - 1 }, () => null)
        const chance = chanceOfApproach({ draw: (before, coin) => drawVariant([...before, ...left], coin) }, met)
        met.push(await opens(own, `case-${i}`))
        guesses.right += Number(chance >= 0.5 === (met.at(-1) === 'hostile'))
        guesses.of++
        await readItem(own.id, `case-${i}`)
      }
      courses.push(met)
    }
    return { rate: guesses.right / guesses.of, courses }
  }

  describe('in a course of', () => {
    test.each([2, 3, 4, 5])('%i scenarios nobody guesses more than chance and the known last ones allow', async (n) => {
      const { rate, courses } = await taken(n)
      const expected = 0.5 + (n >= 4 ? 1 / (n * 2 ** n) : 0)
      // Four standard deviations: once in 15,000 runs.
      expect(Math.abs(rate - expected)).toBeLessThan(2 / Math.sqrt(RUNS * n))
      expect(courses.every((met) => met.includes('hostile'))).toBe(n >= 4)
      expect(new Set(courses.map(String)).size).toBeGreaterThan(n)
    })
  })

  test('nothing holds the variant of a scenario before it is opened [p:draws]', async () => {
    const { cohort } = await published(courseOf(CASES(4)))
    const before = new Set((await everything(store())).map(({ row }) => row))
    const own = await enrolled(cohort)
    const added = (await everything(store())).filter(({ row }) => !before.has(row))
    expect(added.map(({ table }) => table)).toContain('enrolment')
    expect(added.map(({ table }) => table)).not.toContain('enrolment_item')
    expect(JSON.stringify(added)).not.toMatch(/hostile|genuine/)
    await opens(own, 'case-1')
    const opened = await store().db.selectFrom('enrolment_item').select(['item', 'variant']).where('enrolment_id', '=', own.id).execute()
    expect(opened).toEqual([{ item: 'case-1', variant: expect.stringMatching(/^(hostile|genuine)$/) }])
  })

  test('opening it again, at the same moment or later, draws nothing else, and practice has the variant that was played', async () => {
    const { cohort } = await published(courseOf(CASES(4)))
    for (let run = 0; run < 12; run++) {
      const own = await enrolled(cohort)
      const drawn = await Promise.all([1, 2, 3].map(() => opens(own, 'case-1')))
      expect(new Set(drawn).size).toBe(1)
      expect(await opens(own, 'case-1')).toBe(drawn[0])
      const enrolment = (await readEnrolment(own.who, own.id))!
      const again = await playAgain(enrolment, enrolment.course.items.find((i) => i.id === 'case-1') as never, 'en')
      expect((await readAttempt(own.who, again!))!.header).toMatchObject({ variant: drawn[0], purpose: 'practice' })
    }
  })

  test('of four, opened all at once, one is an approach', async () => {
    const { cohort } = await published(courseOf(CASES(4)))
    for (let run = 0; run < 40; run++) {
      const own = await enrolled(cohort)
      const met = await Promise.all([1, 2, 3, 4].map((i) => opens(own, `case-${i}`)))
      expect(met).toContain('hostile')
    }
  })

  test('a scenario that was skipped takes no part: of five, four remain; of four, three, and it may be opened later', async () => {
    const [five, four] = [await published(courseOf(CASES(5))), await published(courseOf(CASES(4)))]
    const fourth: Variant[] = []
    // Three genuine ones come once in eight runs.
    for (let run = 0; run < 200 && fourth.length < 5; run++) {
      const longer = await enrolled(five.cohort)
      await readItem(longer.id, 'case-2')
      const met: Variant[] = []
      for (const i of [1, 3, 4, 5]) met.push(await opens(longer, `case-${i}`))
      expect(met).toContain('hostile')
      const own = await enrolled(four.cohort)
      await readItem(own.id, 'case-2')
      const three: Variant[] = []
      for (const i of [1, 3, 4]) three.push(await opens(own, `case-${i}`))
      fourth.push(...(three.includes('hostile') ? [] : [await opens(own, 'case-2')]))
    }
    expect(fourth.length).toBe(5)
    expect(new Set(fourth)).toEqual(new Set(['hostile']))
  })

  test('a tutorial takes no part', async () => {
    publish(undefined, { kind: 'tutorial' })
    try {
      const { cohort } = await published(courseOf(CASES(4)))
      const own = await enrolled(cohort)
      const met: Variant[] = []
      for (const i of [1, 2, 3, 4]) met.push(await opens(own, `case-${i}`))
      expect(new Set(met).size).toBe(1)
      const rows = await store().db.selectFrom('enrolment_item').select('variant').where('enrolment_id', '=', own.id).execute()
      expect(rows).toEqual(Array.from({ length: 4 }, () => ({ variant: null })))
    } finally {
      publish()
    }
  })
})
