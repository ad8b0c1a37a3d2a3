import { expect, test } from 'vitest'
import { playedAttempt } from '@/tests/support/played'
import { everything, holdStore, onEitherDatabase } from '@/tests/support/store'
import { readAttempt } from './attempts'
import { BATCH, FeedbackForm, LONGEST, dropFeedback, giveFeedback, settleFeedback, shownFeedback, wasAsked } from './feedback'
import { eraseLearner, newLearner } from './learners'

const NOON = Date.UTC(2026, 10, 26, 12, 34)
const DAY = 24 * 3600_000

test('a verdict is required, the rest is optional; control characters go but line ends stay', () => {
  expect(FeedbackForm.safeParse({ words: 'Why?' }).success).toBe(false)
  expect(FeedbackForm.parse({ verdict: 'fair' })).toEqual({ verdict: 'fair', words: '' })
  expect(FeedbackForm.parse({ verdict: 'unfair', words: ' a\u0000b\u202Ec\r\nd ' })).toEqual({ verdict: 'unfair', words: 'abc\nd' })
  expect(FeedbackForm.parse({ verdict: 'fair', words: 'نمی\u200Cدانم' }).words).toBe('نمی\u200Cدانم')
  expect(FeedbackForm.safeParse({ verdict: 'partly', words: 'x'.repeat(LONGEST) }).success).toBe(true)
  expect(FeedbackForm.safeParse({ verdict: 'partly', words: 'x'.repeat(LONGEST + 1) }).success).toBe(false)
})

onEitherDatabase((fresh) => {
  const store = holdStore(fresh)

  async function say(words: string, now = NOON, locale = 'en') {
    const { learner } = await newLearner()
    const attempt = (await readAttempt(learner, await playedAttempt(learner)))!
    const given = () => giveFeedback({ ...attempt, header: { ...attempt.header, locale } }, { verdict: 'unfair', words }, now)
    expect(await given()).toBe(true)
    return { learner, attempt, given }
  }
  const rows = () => store().db.selectFrom('feedback').selectAll().execute()

  test('an answer is stored without a link to the learner, and only once', async () => {
    const { learner, attempt, given } = await say('Said once')
    expect(await wasAsked(attempt.id)).toBe(true)
    expect(await given()).toBe(false)
    const [row, ...more] = await rows()
    expect(more).toEqual([])
    expect(row).toEqual({
      id: expect.any(String) as string,
      scenario: 'P01',
      variant: 'hostile',
      structure: attempt.header.identity.structure,
      locale: 'en',
      verdict: 'unfair',
      words: 'Said once',
      day: '2026-11-26',
      shown: 0,
    })
    expect(JSON.stringify(row)).not.toMatch(new RegExp(`${learner}|${attempt.id}`))
    await eraseLearner(learner)
    expect((await everything(store())).filter((found) => found.row.includes('Said once'))).toHaveLength(1)
  })

  test('authors see nothing of fewer than five answers in one language, then all of them under one day [p:feedback-batches]', async () => {
    await store().db.deleteFrom('feedback').execute()
    for (let i = 1; i < BATCH; i++) await say(`Number ${i}`, NOON - i * DAY)
    await say('Nommé', NOON, 'fr')
    await settleFeedback(NOON)
    expect(await shownFeedback()).toEqual([])
    const [waiting] = await rows()
    expect(await dropFeedback(waiting!.id)).toBeNull()

    await say('Number 5')
    expect(await shownFeedback()).toEqual([])
    expect(await settleFeedback(NOON + DAY)).toEqual({ shown: BATCH, deleted: 0 })
    const shown = await shownFeedback()
    expect(shown.map(({ words }) => words).sort()).toEqual([1, 2, 3, 4, 5].map((n) => `Number ${n}`))
    expect(new Set(shown.map(({ day }) => day))).toEqual(new Set(['2026-11-27']))
    expect(shown.map(({ id }) => id)).toEqual(shown.map(({ id }) => id).sort())

    // A sixth answer waits for four more.
    await say('Number 6', NOON + DAY)
    await settleFeedback(NOON + 2 * DAY)
    expect(await shownFeedback()).toHaveLength(BATCH)
    expect(await dropFeedback(shown[0]!.id)).toBe('P01')
    expect(await dropFeedback(shown[0]!.id)).toBeNull()
    expect(await shownFeedback()).toHaveLength(BATCH - 1)
  })
})
