import type { JSONWebKeySet } from 'jose'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { exploredOf } from '@/scenarios/authoring/inspect/trial'
import { endedWith } from '@/scenarios/engine/course/ended'
import type { Outcome } from '@/scenarios/engine/format/outcomes'
import { bestPlay, worstPlay } from '@/tests/support/best-play'
import { courseOf, published } from '@/tests/support/courses'
import { JUDGE } from '@/tests/support/play'
import { type LtiPlatform, SCORE_SCOPE, claimsIn, scoresAt, startPlatform } from '@/tests/support/lti-platform'
import { playedAttempt } from '@/tests/support/played'
import { holdStore, onEitherDatabase } from '@/tests/support/store'

vi.hoisted(() => Object.assign(process.env, { PUBLIC_URL: 'http://tool.example', LTI_PRIVATE_PLATFORMS: 'true' }))

const { database } = await import('../database')
const { eraseLearner, newLearner } = await import('../learning/learners')
const { append } = await import('../learning/append')
const { readAttempt } = await import('../learning/attempts')
const { repeatOf } = await import('../learning/repeats')
const { attemptFinished } = await import('../enrolment/attempts')
const { enrol, readEnrolment } = await import('../enrolment/enrolment')
const { itemDone } = await import('../enrolment/progress')
const { repeatableAtLink } = await import('./repeats')
const { askOutside, below } = await import('../platform/outgoing')
const { newId } = await import('../platform/tokens')
const { countMembers, linksOf, nextPage } = await import('./members')
const { readPlatform } = await import('./platforms')
const { keySet } = await import('./keys')
const { addPlatform } = await import('@/tests/support/lti-added')
const { dropToken } = await import('./access-tokens')
const { fillOutbox, scoreOf, sendAgain, scoreCounts } = await import('./scores')
const { scores } = await import('./send-scores')
const { emptyOutbox, waitAfter } = await import('../outbox/outbox')

const MINUTE = 60_000

describe('a score', () => {
  test.each([
    [61, 61],
    [0, 0],
    [null, 100],
  ])('of a result of %s is %i of 100', (result, given) =>
    expect(scoreOf(result)).toEqual({
      scoreGiven: given,
      scoreMaximum: 100,
      activityProgress: 'Completed',
      gradingProgress: 'FullyGraded',
    }),
  )
  test.each([
    ['https://p.example/lineitems/1/lineitem?type_id=5', 'https://p.example/lineitems/1/lineitem/scores?type_id=5'],
    ['https://p.example/lineitems/1/', 'https://p.example/lineitems/1/scores'],
  ])('for %s goes to %s', (lineitem, posted) => expect(below(lineitem, 'scores')).toBe(posted))
})

test('the next page of a list is the one with that relation', () => {
  expect(nextPage('<https://p.example/?page=1>; rel="prev", <https://p.example/?page=3>; rel="next"')).toBe('https://p.example/?page=3')
  expect(nextPage('<https://p.example/?page=1>; rel="prev"')).toBeNull()
  expect(nextPage('')).toBeNull()
})

let platform: LtiPlatform
beforeAll(async () => {
  platform = await startPlatform('http://tool.example')
})
afterAll(() => platform.stop())

onEitherDatabase((fresh) => {
  holdStore(fresh)
  let id: string
  beforeAll(async () => {
    id = await addPlatform(platform.form())
    platform.toolKeys = async () => (await keySet(id))! as JSONWebKeySet
  })
  beforeEach(async () => {
    platform.asked.length = 0
    Object.assign(platform, { scoreStatus: null, behind: 0, readsKeys: true })
    await database().deleteFrom('lti_link').execute()
    await database().updateTable('lti_platform').set({ reports: 'result' }).execute()
  })

  const send = (now?: number, ask?: typeof askOutside) => emptyOutbox([scores(ask)], new AbortController().signal, now)
  async function played({ disclosed = 'result' as const as 'result' | 'completion' | 'nothing', finish = true, column = 1 } = {}) {
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
        disclosed,
        disclosed_at: 0,
        target: 'scenario P01',
        attempt_id: attempt,
        enrolment_id: null,
        lineitem: `${platform.url}/lineitems/${column}/lineitem?type_id=5`,
        members: `${platform.url}/members`,
      })
      .execute()
    const ended = await database().selectFrom('attempt_result').select('result').where('attempt_id', '=', attempt).executeTakeFirst()
    return { learner, link, attempt, points: ended?.result ?? null }
  }

  test('goes out once the debrief is reached, with a token that our key has requested', async () => {
    const { learner, points } = await played()
    expect(await send()).toEqual({ sent: 1, later: 0, refused: 0 })
    const [{ path, score } = { path: '', score: {} }] = scoresAt(platform)
    expect(path).toBe('/lineitems/1/lineitem/scores?type_id=5')
    expect(score).toMatchObject({ userId: `user of ${learner}`, scoreGiven: points, scoreMaximum: 100, gradingProgress: 'FullyGraded' })
    expect(score.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    const form = new URLSearchParams(platform.asked.find((one) => one.path === '/token')!.body)
    expect(form.get('scope')).toBe(SCORE_SCOPE)
    // The platform has verified it by the keys that are published for it alone.
    expect(claimsIn(form.get('client_assertion')!)).toMatchObject({ iss: platform.clientId, aud: `${platform.url}/token` })
    const { authorization } = platform.asked.find((one) => one.path.includes('/scores'))!.headers
    expect([...platform.given]).toContain(authorization!.replace('Bearer ', ''))
    expect(await send()).toBeNull()
  })
  describe('of a case that is played again', () => {
    /** A repeat, finished with the acts that score best or worst, in the transaction of the last event. */
    async function again({ learner, attempt }: { learner: string; attempt: string }, well: boolean) {
      const made = (await repeatOf((await readAttempt(learner, attempt))!, 'en'))!
      const repeat = (await readAttempt(learner, made.id))!
      const of = exploredOf(repeat.compiled)
      const acts = well ? bestPlay(of, () => 0) : worstPlay(of)
      expect(await append(repeat, 0, [...acts, JUDGE], attemptFinished)).toMatchObject({ ok: true })
      return repeat
    }
    const given = () => scoresAt(platform).map(({ score }) => score.scoreGiven)
    const set = (attempt: string, outcome: Outcome, result: number) =>
      database().updateTable('attempt_result').set({ outcome, result }).where('attempt_id', '=', attempt).execute()

    test('is that of the best attempt, and goes out again once there is a better one', async () => {
      const one = await played()
      await set(one.attempt, 'missed', 50)
      await send()
      expect(await repeatableAtLink((await readAttempt(one.learner, one.attempt))!)).toMatchObject({ disclosed: 'result' })
      const worse = await again(one, false)
      expect(await send(), 'nothing that is no better').toBeNull()
      const better = await again(one, true)
      expect(await send()).toMatchObject({ sent: 1 })
      expect(given()).toEqual([50, 100])
      const [first, second] = scoresAt(platform).map(({ score }) => String(score.timestamp))
      expect(second! > first!).toBe(true)
      for (const { id: attempt } of [worse, better])
        expect(await repeatableAtLink((await readAttempt(one.learner, attempt))!), 'it has held').toBeNull()
    })
    test('tells nobody that somebody has played again where only completion is reported [p:lti-told]', async () => {
      const one = await played({ disclosed: 'completion' })
      await set(one.attempt, 'missed', 50)
      await send()
      await again(one, true)
      expect([await send(), given()]).toEqual([null, [100]])
    })
    test('can be repeated by its own learner alone, at a link', async () => {
      const one = await played()
      await set(one.attempt, 'held', 70)
      expect(await repeatableAtLink((await readAttempt(one.learner, one.attempt))!), 'not what has held').toBeNull()
      const { learner } = await newLearner()
      const alone = await playedAttempt(learner)
      await set(alone, 'missed', 50)
      expect(await repeatableAtLink((await readAttempt(learner, alone))!), 'not outside a platform').toBeNull()
    })
  })
  test('of a course is the lowest of its scenarios, each by its best attempt', async () => {
    const { cohort } = await published(courseOf(['P01', 'P02']))
    const { learner, link } = await played({ finish: false })
    const enrolled = await enrol({ learner, cohort })
    if (!enrolled.ok) throw new Error(enrolled.reason)
    await database().updateTable('lti_link').set({ attempt_id: null, enrolment_id: enrolled.id }).where('id', '=', link).execute()
    const results = { 'case-1': 84, 'case-2': 57 } as Record<string, number>
    const { course } = (await readEnrolment(learner, enrolled.id))!
    for (const { id: item } of course.items) {
      expect(await send(), 'not before all of it is done').toBeNull()
      await itemDone(database(), enrolled.id, item, item in results ? endedWith(results[item]!) : null, Date.now())
    }
    await send()
    expect(scoresAt(platform).map(({ score }) => score.scoreGiven)).toEqual([57])
  })
  test('does not go out before the debrief, or if the platform learns nothing', async () => {
    await played({ finish: false })
    await played({ disclosed: 'nothing' })
    expect(await send()).toBeNull()
    expect(scoresAt(platform)).toEqual([])
  })
  test('is full marks if the learner was informed that only completion is reported, whatever the platform is set to now [p:lti-told]', async () => {
    await played({ disclosed: 'completion' })
    await send()
    await database().updateTable('lti_platform').set({ reports: 'completion' }).execute()
    await played({ disclosed: 'result' })
    await send()
    expect(scoresAt(platform).map(({ score }) => score.scoreGiven)).toEqual([100, 100])
  })
  test('that waits contains no more than the platform may learn at the time when it goes out [p:lti-told]', async () => {
    platform.scoreStatus = 503
    const { link, points } = await played()
    expect(points).not.toBe(100)
    await send()
    await database().updateTable('lti_platform').set({ reports: 'completion' }).execute()
    platform.scoreStatus = 200
    await send(Date.now() + 2 * MINUTE)
    expect(scoresAt(platform).map(({ score }) => score.scoreGiven)).toEqual([points, 100])
    // We keep what we sent, and the learner can read it.
    const { body } = await database().selectFrom('outbox').select('body').where('link_id', '=', link).executeTakeFirstOrThrow()
    expect(JSON.parse(body)).toMatchObject({ scoreGiven: 100 })
  })
  test('waits if the platform has withdrawn its column', async () => {
    platform.scoreStatus = 503
    const { link } = await played()
    await send()
    platform.scoreStatus = 200
    await database().updateTable('lti_link').set({ lineitem: null }).execute()
    const later = Date.now() + 2 * MINUTE
    expect(await send(later)).toBeNull()
    await database()
      .updateTable('lti_link')
      .set({ lineitem: `${platform.url}/lineitems/2/lineitem` })
      .where('id', '=', link)
      .execute()
    expect(await send(later)).toMatchObject({ sent: 1 })
  })
  describe('for a platform that', () => {
    afterEach(async () => {
      vi.restoreAllMocks()
      await database().deleteFrom('lti_platform').where('id', '!=', id).execute()
    })
    /** A platform that comes first and has scores waiting, and one score of the other platform. */
    async function busy(url: string) {
      const form = {
        ...platform.form(),
        name: 'Another',
        issuer: url,
        auth_url: `${url}/auth`,
        token_url: `${url}/token`,
        jwks_url: `${url}/jwks`,
      }
      const own = id
      id = await addPlatform(form)
      const waiting = await Promise.all(Array.from({ length: 5 }, () => played()))
      await database()
        .updateTable('lti_link')
        .set({ lineitem: `${url}/lineitem` })
        .where('platform_id', '=', id)
        .execute()
      id = own
      await played()
      return waiting.length
    }
    test('does not answer one waits for once, and the others get theirs', async () => {
      await busy('http://127.0.0.1:1')
      expect(await send()).toEqual({ sent: 1, later: 1, refused: 0 })
    })
  })
  test('is not sent again if the platform has a newer one', async () => {
    platform.scoreStatus = 409
    await played()
    expect(await send()).toMatchObject({ sent: 1 })
    expect(await send(Date.now() + 3600_000)).toBeNull()
    expect(await scoreCounts(id, null)).toEqual({ waiting: null, sent: 0, failed: [] })
    expect(await database().selectFrom('outbox').select(['state', 'reason']).execute()).toEqual([{ state: 'sent', reason: '409' }])
  })
  test('is tried again while the platform does not answer, each time with a later timestamp, and arrives in the end', async () => {
    platform.scoreStatus = 503
    await played()
    const now = Date.now()
    expect(await send(now)).toMatchObject({ later: 1 })
    expect(await send(now + MINUTE)).toBeNull()
    expect(await send(now + 2 * MINUTE)).toMatchObject({ later: 1 })
    platform.scoreStatus = 200
    expect(await send(now + 6 * MINUTE)).toMatchObject({ sent: 1 })
    const stamps = scoresAt(platform).map(({ score }) => String(score.timestamp))
    expect(stamps).toHaveLength(3)
    expect(stamps).toEqual([...new Set(stamps)].sort())
  })
  test('gets a later timestamp even if the clock has not moved', async () => {
    const { link } = await played()
    const now = Date.now()
    await send(now)
    await database().updateTable('outbox').set({ state: 'due', due_at: now }).where('link_id', '=', link).execute()
    await send(now)
    const [first, second] = scoresAt(platform).map(({ score }) => Date.parse(String(score.timestamp)))
    expect(second).toBeGreaterThan(first!)
  })
  test('reaches a platform whose clock is behind ours', async () => {
    platform.behind = 45_000
    dropToken((await readPlatform(id))!, SCORE_SCOPE)
    await played()
    expect(await send()).toMatchObject({ sent: 1 })
  })
  test('waits while the platform gives no token, for example because it could not read our keys', async () => {
    platform.readsKeys = false
    dropToken((await readPlatform(id))!, SCORE_SCOPE)
    await played()
    const now = Date.now()
    expect(await send(now)).toMatchObject({ later: 1, refused: 0 })
    expect(scoresAt(platform)).toEqual([])
    Object.assign(platform, { readsKeys: true, behind: -2 * MINUTE })
    expect(await send(now + 2 * MINUTE)).toMatchObject({ sent: 1 })
  })
  test('that the platform refuses is noted with the reason, until somebody has it sent again', async () => {
    platform.scoreStatus = 403
    await played()
    expect(await send()).toMatchObject({ refused: 1 })
    expect(await scoreCounts(id, null)).toEqual({ waiting: null, sent: 0, failed: [{ reason: '403', n: 0 }] })
    platform.scoreStatus = 200
    expect(await sendAgain(id)).toBe(1)
    expect(await send()).toMatchObject({ sent: 1 })
  })
  test('that is not accepted for five days is given up, with the reason', async () => {
    await played()
    const nobody = () => Promise.reject(new Error('refused'))
    let now = Date.now()
    for (let tries = 1; tries <= 18; tries++) {
      await send(now, nobody)
      now += waitAfter(tries)
    }
    expect((await scoreCounts(id, null)).failed).toEqual([{ reason: 'unreachable', n: 0 }])
    expect(now - Date.now()).toBeGreaterThan(4 * 24 * 3600_000)
  })
  test('is deleted when its learner erases their data', async () => {
    const { learner } = await played()
    await fillOutbox()
    await eraseLearner(learner)
    for (const table of ['lti_person', 'lti_link', 'outbox'] as const)
      expect(JSON.stringify(await database().selectFrom(table).selectAll().execute())).not.toContain(learner)
    expect(await send()).toBeNull()
  })

  test('people in the platform’s list are counted over all pages, and no name is kept', async () => {
    const member = (n: number, status?: string) => ({ user_id: `u${n}`, name: 'Ada', email: 'a@example.org', ...(status && { status }) })
    platform.members = [[member(1, 'Active'), member(2, 'Inactive')], [member(3)], [member(4, 'Deleted'), member(5, 'Active')]]
    const known = (await readPlatform(id))!
    expect(await countMembers(known, `${platform.url}/members`)).toBe(3)
    expect(await countMembers(known, `${platform.url}/nothing`)).toBeNull()
    await played()
    expect(await linksOf(id, null)).toEqual([{ link: 'link-1', target: 'scenario P01', begun: 0, members: `${platform.url}/members` }])
  })

  test('a token goes to the platform’s confirmed servers alone, whatever address a launch or a list has named [p:lti-servers]', async () => {
    const [known, elsewhere] = [(await readPlatform(id))!, 'http://localhost:1']
    const asked: string[] = []
    const ask: typeof askOutside = (address, outgoing) => {
      asked.push(address)
      return address.startsWith(elsewhere)
        ? Promise.resolve({ status: 200, text: '{"members":[]}', link: '' })
        : askOutside(address, outgoing)
    }
    const toElsewhere = () => asked.filter((address) => address.startsWith(elsewhere))
    await played()
    await database()
      .updateTable('lti_link')
      .set({ lineitem: `${elsewhere}/lineitem` })
      .execute()
    expect(await send(undefined, ask)).toMatchObject({ later: 1 })
    const next = {
      ...(await askOutside(`${platform.url}/jwks`, { inside: true })),
      text: '{"members":[{}]}',
      link: `<${elsewhere}/members>; rel="next"`,
    }
    const listing: typeof askOutside = (address, outgoing) =>
      address === `${platform.url}/members` ? Promise.resolve(next) : ask(address, outgoing)
    expect(await countMembers(known, `${platform.url}/members`, listing)).toBeNull()
    expect(await countMembers(known, `${elsewhere}/members`, ask)).toBeNull()
    expect(toElsewhere()).toEqual([])
    // Once an administrator has confirmed the server, it is the platform's.
    expect(await countMembers({ ...known, origins: [...known.origins, elsewhere] }, `${elsewhere}/members`, ask)).toBe(0)
    await database()
      .updateTable('lti_platform')
      .set({ origins: JSON.stringify([elsewhere]) })
      .where('id', '=', id)
      .execute()
    expect(await send(Date.now() + 3 * MINUTE, ask)).toMatchObject({ sent: 1 })
    await database().updateTable('lti_platform').set({ origins: '[]' }).where('id', '=', id).execute()
  })
  test('a redirect is not followed, with a token or without', async () => {
    platform.lies = { '/members': { status: 307, headers: { location: `${platform.url}/elsewhere` } } }
    expect(await countMembers((await readPlatform(id))!, `${platform.url}/members`)).toBeNull()
    platform.lies = { '/token': { status: 308, headers: { location: `${platform.url}/elsewhere` } } }
    dropToken((await readPlatform(id))!, SCORE_SCOPE)
    await played()
    expect(await send()).toMatchObject({ later: 1 })
    platform.lies = {}
    expect(platform.asked.map(({ path }) => path)).not.toContain('/elsewhere')
  })
  test('a token is dropped once its server, the client or the issuer is another [p:lti-servers]', async () => {
    const before = { issuer: platform.url, client_id: platform.clientId, token_url: `${platform.url}/token` }
    platform.isLax = true
    const tokens = async () => {
      platform.asked.length = 0
      await played()
      await send()
      return platform.asked.filter(({ path }) => path.startsWith('/token')).length
    }
    await tokens()
    expect(await tokens()).toBe(0)
    const moves = [{ token_url: `${platform.url}/token?v2` }, { client_id: 'renamed' }, { issuer: `${platform.url}/x` }, {}]
    for (const move of moves) {
      const after = { ...before, ...move }
      platform.clientId = after.client_id
      await database().updateTable('lti_platform').set(after).where('id', '=', id).execute()
      expect(await tokens(), JSON.stringify(move)).toBe(1)
      expect(scoresAt(platform)).toHaveLength(1)
    }
    platform.isLax = false
  })

  test('a list that does not end, or takes too long, is abandoned', async () => {
    const known = (await readPlatform(id))!
    const members = `${platform.url}/members`
    let clock = Date.now()
    vi.spyOn(Date, 'now').mockImplementation(() => clock)
    const asked: string[] = []
    const endless =
      (seconds: number): typeof askOutside =>
      (address) => {
        asked.push(address)
        clock += seconds * 1000
        return Promise.resolve({
          status: 200,
          text: address.endsWith('/token') ? '{"access_token":"x"}' : '{"members":[{}]}',
          link: `<${members}>; rel="next"`,
        })
      }
    expect(await countMembers(known, members, endless(9))).toBeNull()
    expect(asked.length).toBeLessThan(6)
    expect(await countMembers(known, members, endless(0))).toBeNull()
    expect(asked.length).toBeLessThan(60)
    vi.restoreAllMocks()
  })
  test('numbers go up by fives, only for scenarios and one’s own courses, so that no single person shows [p:owners-own]', async () => {
    for (const target of [...Array<string>(4).fill('scenario P01'), 'course mine', ...Array<string>(6).fill('course theirs')]) {
      const { link } = await played()
      await database().updateTable('lti_link').set({ target, link: target }).where('id', '=', link).execute()
    }
    await fillOutbox()
    const standing = (among: string[] | null) => scoreCounts(id, among && new Set(among))
    // A score that was not tried yet looks the same as none at all.
    expect(await standing(null)).toEqual({ sent: 0, waiting: null, failed: [] })
    await send()
    expect([(await standing(null)).sent, (await standing(['mine'])).sent, (await standing([])).sent]).toEqual([10, 5, 0])
  })
  test('an owner sees only the links to scenarios and to their own courses [p:owners-own]', async () => {
    for (const target of ['scenario P01', 'course mine', 'course theirs']) {
      const { link } = await played()
      await database().updateTable('lti_link').set({ target, link: target }).where('id', '=', link).execute()
    }
    const targets = async (among: ReadonlySet<string> | null) => (await linksOf(id, among)).map(({ target }) => target)
    expect(await targets(new Set(['mine']))).toEqual(['course mine', 'scenario P01'])
    expect(await targets(new Set())).toEqual(['scenario P01'])
    expect(await targets(null)).toEqual(['course mine', 'course theirs', 'scenario P01'])
  })
})
