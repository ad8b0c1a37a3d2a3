/** Learners who skip the scenario, play it well or play it badly look the same to everybody else. */
import { exploredOf } from '@/scenarios/authoring/inspect/trial'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { RecordFilter } from '@/scenarios/engine/course/records'
import { isCounted } from '@/scenarios/engine/play/compiled'
import { bestPlay, worstPlay } from '@/tests/support/best-play'
import { courseOf, learner, published } from '@/tests/support/courses'
import { everyRecord } from '@/tests/support/every-record'
import { JUDGE } from '@/tests/support/play'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { append } from '../learning/append'
import { readAttempt } from '../learning/attempts'
import { libraryIn } from '../library/library'
import { isEarned } from '../certificates/certificates'
import { attemptFinished, openAttempt } from './attempts'
import { enrol, readEnrolment } from './enrolment'
import { seeTerms, readItem } from './progress'
import { csvOf, recordTable } from '../records/export'

const SKIPPABLE = 'P12'
const NOW = Date.UTC(2026, 10, 2, 9)
const library = await libraryIn('en')

test('there is such a scenario, and it counts for nobody but the learner', () => {
  expect(library.scenario(SKIPPABLE)!.skippable).toMatch(/pressure/)
  expect(isCounted(library.compiled(SKIPPABLE, 'hostile')!)).toBe(false)
  expect(isCounted(library.compiled('P01', 'hostile')!)).toBe(true)
})

onEitherDatabase((fresh) => {
  const store = holdStore(fresh)
  beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }))
  afterAll(() => void vi.useRealTimers())

  describe.each(['mastery', 'debrief'] as const)('in a course that shares results and passes by %s', (passing) => {
    let course: string
    const enrolments: { id: string; who: string }[] = []

    beforeAll(async () => {
      const made = await published(courseOf([SKIPPABLE], { passing, shares: 'results', people: 'names' }))
      course = made.id
      for (const way of ['skips', 'begins and skips', 'plays well', 'plays badly'] as const) {
        const who = await learner()
        const { id } = (await enrol({ learner: who, cohort: made.cohort, now: NOW })) as { id: string }
        enrolments.push({ id, who })
        await seeTerms(id, NOW)
        await readItem(id, 'read', NOW)
        if (way !== 'skips') await begin(who, id, way)
        if (way.includes('skips')) await readItem(id, 'case-1', NOW)
        await readItem(id, 'whom', NOW)
      }
    })

    async function begin(who: string, id: string, way: string): Promise<void> {
      const enrolment = (await readEnrolment(who, id))!
      const item = enrolment.course.items.find((i) => i.id === 'case-1')!
      if (item.kind !== 'scenario') throw new Error('no scenario')
      const attempt = (await readAttempt(who, (await openAttempt(enrolment, item, 'en'))!))!
      if (way.includes('skips')) return
      const of = exploredOf(attempt.compiled)
      const events = way === 'plays well' ? bestPlay(of, () => 0) : worstPlay(of)
      expect(await append(attempt, 0, [...events, JUDGE], attemptFinished)).toMatchObject({ ok: true })
    }

    test('everybody has completed it, and has earned the certificate', async () => {
      for (const { id, who } of enrolments) {
        const enrolment = (await readEnrolment(who, id))!
        expect(enrolment.progress.standing).toBe('complete')
        expect(isEarned(enrolment)).toBe(true)
      }
    })

    test('records and their files are the same for all of them', async () => {
      const { rows } = await everyRecord(course, {}, NOW)
      expect(rows).toHaveLength(enrolments.length)
      const csv = await new Response(csvOf(await recordTable(course, RecordFilter.parse({}), 'en', NOW))).text()
      const lines = csv.trim().split(/\r?\n/).slice(1)
      expect(lines).toHaveLength(enrolments.length)
      // Codes differ for everybody, so compare without them.
      const bare = (text: string) => rows.reduce((all, { code }) => all.replaceAll(code, 'CODE'), text)
      expect(new Set(lines.map(bare)).size, lines.join('\n')).toBe(1)
      expect(new Set(rows.map((row) => JSON.stringify(Object.entries(row).filter(([name]) => !OWN.includes(name))))).size).toBe(1)
    })

    test('no figure is made of it', async () => {
      const { rows } = await sql<{ first: number }>`select first from attempt_result`.execute(store().db)
      expect(rows.length).toBeGreaterThanOrEqual(2)
      for (const { first } of rows) expect(Number(first)).toBe(0)
    })
  })
})
/** These differ for everybody. */
const OWN = ['key', 'enrolment', 'who', 'code']
