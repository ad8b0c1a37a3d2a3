/** Scores, from what was played to what the platform has. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { pointsOf } from '@/scenarios/engine/score/path'
import { type LtiPlatform, SCORE_SCOPE, claimsIn, scoresAt, startPlatform } from '@/tests/support/lti-platform'
import { playedAttempt } from '@/tests/support/played'
import { holdStore, onEachDatabase } from '@/tests/support/store'

vi.hoisted(() => Object.assign(process.env, { PUBLIC_URL: 'http://tool.example', LTI_PRIVATE_PLATFORMS: 'true' }))

const { database } = await import('../database')
const { eraseLearner, newLearner } = await import('../learning/learners')
const { newId } = await import('../platform/tokens')
const { countMembers, linksOf, nextPage } = await import('./members')
const { PlatformSchema, readPlatform, savePlatform } = await import('./platforms')
const { dropToken } = await import('./access-tokens')
const { fillOutbox, scoreOf, sendAgain, standingOf } = await import('./scores')
const { meaningOf, scoresAddress, sendScores, waitAfter } = await import('./send-scores')

const MINUTE = 60_000

describe('a score', () => {
  test.each([
    [61.4, 61],
    [120, 100],
    [-3, 0],
    [0, 0],
    [Number.NaN, 100],
    [null, 100],
  ])('of %s points is %i of 100', (points, given) =>
    expect(scoreOf(points)).toEqual({
      scoreGiven: given,
      scoreMaximum: 100,
      activityProgress: 'Completed',
      gradingProgress: 'FullyGraded',
    }),
  )
  test.each([
    ['https://p.example/lineitems/1/lineitem?type_id=5', 'https://p.example/lineitems/1/lineitem/scores?type_id=5'],
    ['https://p.example/lineitems/1/', 'https://p.example/lineitems/1/scores'],
  ])('for %s goes to %s', (lineitem, scores) => expect(scoresAddress(lineitem)).toBe(scores))
  test.each([
    [200, 'sent'],
    [204, 'sent'],
    [409, 'newer'],
    [500, 'later'],
    [503, 'later'],
    [0, 'later'],
    [401, 'later'],
    [429, 'later'],
    [403, 'failed'],
    [404, 'failed'],
    [422, 'failed'],
  ])('that is answered with %i is %s', (status, meant) => expect(meaningOf(status)).toBe(meant))
  test('waits longer each time, and never more than half a day', () => {
    expect([1, 2, 3].map(waitAfter)).toEqual([2 * MINUTE, 4 * MINUTE, 8 * MINUTE])
    expect(waitAfter(40)).toBe(12 * 60 * MINUTE)
  })
})

test('the next page of a list is the one that is called so', () => {
  expect(nextPage('<https://p.example/?page=1>; rel="prev", <https://p.example/?page=3>; rel="next"')).toBe('https://p.example/?page=3')
  expect(nextPage('<https://p.example/?page=1>; rel="prev"')).toBeNull()
  expect(nextPage('')).toBeNull()
})

let platform: LtiPlatform
beforeAll(async () => {
  platform = await startPlatform('http://tool.example')
})
afterAll(() => platform.stop())

onEachDatabase((fresh) => {
  holdStore(fresh)
  let id: string
  beforeAll(async () => {
    id = (await savePlatform(null, PlatformSchema.parse(platform.form())))!
  })
  beforeEach(async () => {
    platform.asked.length = 0
    Object.assign(platform, { scoreStatus: null, behind: 0, readsKeys: true })
    await database().deleteFrom('lti_link').execute()
    await database().updateTable('lti_platform').set({ reports: 'result' }).execute()
  })

  const going = () => new AbortController().signal
  /** Somebody at a link who has played to the debrief, or not. */
  async function played({ told = 'result' as const as 'result' | 'completion' | 'nothing', finish = true, column = 1 } = {}) {
    const { learner } = await newLearner()
    const attempt = await playedAttempt(learner, { finish })
    await database()
      .insertInto('lti_person')
      .values({ platform_id: id, subject: `user of ${learner}`, learner_id: learner })
      .execute()
    const link = newId()
    await database()
      .insertInto('lti_link')
      .values({
        id: link,
        learner_id: learner,
        platform_id: id,
        link: 'link-1',
        told,
        told_at: 0,
        target: 'pattern P01',
        attempt_id: attempt,
        enrolment_id: null,
        lineitem: `${platform.url}/lineitems/${column}/lineitem?type_id=5`,
        members: `${platform.url}/members`,
      })
      .execute()
    const { quality } = (await database()
      .selectFrom('attempt_result')
      .select('quality')
      .where('attempt_id', '=', attempt)
      .executeTakeFirst()) ?? {
      quality: null,
    }
    return { learner, link, points: quality === null ? null : pointsOf(quality) }
  }

  test('goes out once the debrief is reached, with a token that our key has asked for', async () => {
    const { learner, points } = await played()
    expect(await sendScores(going())).toEqual({ sent: 1, newer: 0, later: 0, failed: 0 })
    const [{ path, score } = { path: '', score: {} }] = scoresAt(platform)
    expect(path).toBe('/lineitems/1/lineitem/scores?type_id=5')
    expect(score).toMatchObject({ userId: `user of ${learner}`, scoreGiven: points, scoreMaximum: 100, gradingProgress: 'FullyGraded' })
    expect(score.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    const asked = platform.asked.find((one) => one.path === '/token')
    if (asked) {
      const form = new URLSearchParams(asked.body)
      expect(form.get('scope')).toBe(SCORE_SCOPE)
      expect(claimsIn(form.get('client_assertion')!)).toMatchObject({
        iss: platform.clientId,
        sub: platform.clientId,
        aud: `${platform.url}/token`,
      })
    }
    expect(platform.asked.find((one) => one.path.includes('/scores'))?.headers.authorization).toBe('Bearer let-me-in')
    expect(await sendScores(going())).toBeNull()
  })
  test('is what the debrief says, which rounds nobody up over the mark', async () => {
    await played()
    await database().updateTable('attempt_result').set({ quality: 0.698 }).execute()
    await sendScores(going())
    expect(scoresAt(platform).map(({ score }) => score.scoreGiven)).toEqual([69])
  })
  test('does not go out before the debrief, nor where the platform learns nothing', async () => {
    await played({ finish: false })
    await played({ told: 'nothing' })
    expect(await sendScores(going())).toBeNull()
    expect(scoresAt(platform)).toEqual([])
  })
  test('says full marks where the learner was told that only completion is reported, whatever the platform is set to now [p:lti-completion]', async () => {
    await played({ told: 'completion' })
    await sendScores(going())
    await database().updateTable('lti_platform').set({ reports: 'completion' }).execute()
    await played({ told: 'result' })
    await sendScores(going())
    expect(scoresAt(platform).map(({ score }) => score.scoreGiven)).toEqual([100, 100])
  })
  test('is not sent again where the platform has a newer one', async () => {
    platform.scoreStatus = 409
    await played()
    expect(await sendScores(going())).toMatchObject({ newer: 1 })
    expect(await sendScores(going(), undefined, Date.now() + 3600_000)).toBeNull()
    expect(await standingOf(id)).toEqual({ waiting: 0, sent: 1, failed: [] })
  })
  test('is tried again while the platform does not answer, each time with a later timestamp, and is there in the end', async () => {
    platform.scoreStatus = 503
    await played()
    const now = Date.now()
    expect(await sendScores(going(), undefined, now)).toMatchObject({ later: 1 })
    expect(await sendScores(going(), undefined, now + MINUTE)).toBeNull()
    expect(await sendScores(going(), undefined, now + 2 * MINUTE)).toMatchObject({ later: 1 })
    platform.scoreStatus = 200
    expect(await sendScores(going(), undefined, now + 6 * MINUTE)).toMatchObject({ sent: 1 })
    const stamps = scoresAt(platform).map(({ score }) => String(score.timestamp))
    expect(stamps).toHaveLength(3)
    expect(stamps).toEqual([...new Set(stamps)].sort())
  })
  test('grows its timestamp even where the clock stands still', async () => {
    const { link } = await played()
    const now = Date.now()
    await sendScores(going(), undefined, now)
    await database().updateTable('lti_score').set({ state: 'due', due_at: now }).where('link_id', '=', link).execute()
    await sendScores(going(), undefined, now)
    const [first, second] = scoresAt(platform).map(({ score }) => Date.parse(String(score.timestamp)))
    expect(second).toBeGreaterThan(first!)
  })
  test('reaches a platform whose clock is behind ours', async () => {
    platform.behind = 45_000
    dropToken((await readPlatform(id))!, SCORE_SCOPE)
    await played()
    expect(await sendScores(going())).toMatchObject({ sent: 1 })
  })
  test('waits while the platform gives no token, as where it could not read our keys', async () => {
    platform.readsKeys = false
    dropToken((await readPlatform(id))!, SCORE_SCOPE)
    await played()
    const now = Date.now()
    expect(await sendScores(going(), undefined, now)).toMatchObject({ later: 1, failed: 0 })
    expect(scoresAt(platform)).toEqual([])
    Object.assign(platform, { readsKeys: true, behind: -2 * MINUTE })
    expect(await sendScores(going(), undefined, now + 2 * MINUTE)).toMatchObject({ sent: 1 })
  })
  test('that the platform refuses is noted with the reason, until somebody has it sent again', async () => {
    platform.scoreStatus = 403
    await played()
    expect(await sendScores(going())).toMatchObject({ failed: 1 })
    expect(await standingOf(id)).toEqual({ waiting: 0, sent: 0, failed: [{ reason: '403', n: 1 }] })
    platform.scoreStatus = 200
    expect(await sendAgain(id)).toBe(1)
    expect(await sendScores(going())).toMatchObject({ sent: 1 })
  })
  test('that nobody takes for five days is given up, and says why', async () => {
    await played()
    const nobody = () => Promise.reject(new Error('refused'))
    let now = Date.now()
    for (let tries = 1; tries <= 18; tries++) {
      await sendScores(going(), nobody, now)
      now += waitAfter(tries)
    }
    expect((await standingOf(id)).failed).toEqual([{ reason: 'unreachable', n: 1 }])
    expect(now - Date.now()).toBeGreaterThan(4 * 24 * 3600_000)
  })
  test('goes with the learner who erases', async () => {
    const { learner } = await played()
    await fillOutbox()
    await eraseLearner(learner)
    for (const table of ['lti_person', 'lti_link', 'lti_score'] as const)
      expect(JSON.stringify(await database().selectFrom(table).selectAll().execute())).not.toContain(learner)
    expect(await sendScores(going())).toBeNull()
  })

  test('whoever the platform lists is counted over all pages, and nobody’s name is kept', async () => {
    const member = (n: number, status?: string) => ({ user_id: `u${n}`, name: 'Ada', email: 'a@example.org', ...(status && { status }) })
    platform.members = [[member(1, 'Active'), member(2, 'Inactive')], [member(3)], [member(4, 'Deleted'), member(5, 'Active')]]
    const known = (await readPlatform(id))!
    expect(await countMembers(known, `${platform.url}/members`)).toBe(3)
    expect(await countMembers(known, `${platform.url}/nothing`)).toBeNull()
    await played()
    expect(await linksOf(id)).toEqual([{ link: 'link-1', target: 'pattern P01', begun: 0, members: `${platform.url}/members` }])
  })
})
