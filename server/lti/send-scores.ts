import 'server-only'
import { database } from '../database'
import type { LinkRow, ScoreRow } from '../database/tables-lti'
import { config } from '../platform/config'
import { type Ask, askOutside } from '../platform/outgoing'
import { ServiceFault, accessToken, dropToken } from './access-tokens'
import { SCORE_SCOPE } from './claims'
import { type Platform, listPlatforms } from './platforms'
import { fillOutbox, scoreOf, tellsResult } from './scores'

/** The job that hands scores over (Assignment and Grade Services 2.0). */
const MINUTE = 60_000
const LONGEST_WAIT = 12 * 60 * MINUTE
/** Some five days of trying. */
const MOST_TRIES = 18
/** Of one platform in a run, and for how long: a slow one holds up no other for longer. */
const AT_ONCE = 200
const SHARE = 20_000

export const waitAfter = (tries: number): number => Math.min(LONGEST_WAIT, MINUTE * 2 ** tries)

/** Where scores of a column are posted. Its address may have a query, which stays. */
export function scoresAddress(lineitem: string): string {
  const url = new URL(lineitem)
  url.pathname = `${url.pathname.replace(/\/$/, '')}/scores`
  return url.href
}

/** What an answer means for the score. A newer one at the platform is as good as ours; what it refuses, it will refuse again. */
export function meaningOf(status: number): 'sent' | 'newer' | 'later' | 'failed' {
  if (status >= 200 && status < 300) return 'sent'
  if (status === 409) return 'newer'
  return status >= 500 || [0, 401, 408, 425, 429].includes(status) ? 'later' : 'failed'
}

interface Due extends Pick<ScoreRow, 'link_id' | 'body' | 'tries' | 'stamp'>, Pick<LinkRow, 'told'> {
  lineitem: string | null
  subject: string
}
type Meaning = ReturnType<typeof meaningOf>

/** Fills the outbox and sends what is due, platform by platform. */
export async function sendScores(stopping: AbortSignal, ask: Ask = askOutside, now = Date.now()): Promise<Record<Meaning, number> | null> {
  await fillOutbox(now)
  const done = { sent: 0, newer: 0, later: 0, failed: 0 }
  for (const platform of await listPlatforms()) {
    const until = Date.now() + SHARE
    for (const score of await dueScores(platform.id, now)) {
      if (stopping.aborted || Date.now() > until) break
      const meant = await send(platform, score, ask, now)
      done[meant]++
      // One is enough to know that it takes none now.
      if (meant === 'later') break
    }
  }
  return Object.values(done).some((n) => n > 0) ? done : null
}

const dueScores = (platform: string, now: number): Promise<Due[]> =>
  database()
    .selectFrom('lti_score')
    .innerJoin('lti_link', 'lti_link.id', 'link_id')
    .innerJoin('lti_person', (join) =>
      join.onRef('lti_person.learner_id', '=', 'lti_link.learner_id').onRef('lti_person.platform_id', '=', 'lti_link.platform_id'),
    )
    .select(['link_id', 'body', 'tries', 'stamp', 'told', 'lineitem', 'subject'])
    .where('lti_link.platform_id', '=', platform)
    .where('state', '=', 'due')
    .where('due_at', '<=', now)
    // The platform may have withdrawn the column since; a launch that brings one again sends it.
    .where('lineitem', 'is not', null)
    .orderBy('due_at')
    .limit(AT_ONCE)
    .execute()

async function send(platform: Platform, score: Due, ask: Ask, now: number): Promise<Meaning> {
  // Written down before it is sent: whatever happens, the next one is later, and what was sent is what is kept.
  const stamp = Math.max(now, score.stamp + 1)
  const body = tellsResult({ ...score, reports: platform.reports }) ? score.body : JSON.stringify(scoreOf(null))
  await database().updateTable('lti_score').set({ stamp, body }).where('link_id', '=', score.link_id).execute()
  const { status, mayPost } = await post(platform, { ...score, body }, stamp, ask, now)
  if (status === 401) dropToken(platform, SCORE_SCOPE)
  const meant = mayPost ? meaningOf(status) : 'later'
  const tries = score.tries + 1
  const over = meant === 'later' && tries >= MOST_TRIES ? 'failed' : meant
  await database()
    .updateTable('lti_score')
    .set({
      state: over === 'later' ? 'due' : over,
      reason: over === 'failed' ? (status === 0 ? 'unreachable' : String(status)) : null,
      tries,
      due_at: now + waitAfter(tries),
    })
    .where('link_id', '=', score.link_id)
    .execute()
  return over
}

/**
 * @returns the status, 0 if nobody answered; and whether the platform gave a token for it. If it gave none, that says nothing of the
 * score: it may only have been unable to read our keys.
 */
async function post(
  platform: Platform,
  { lineitem, body, subject }: Due,
  stamp: number,
  ask: Ask,
  now: number,
): Promise<{ status: number; mayPost: boolean }> {
  let mayPost = false
  try {
    const token = await accessToken(platform, SCORE_SCOPE, ask, now)
    mayPost = true
    const { status } = await ask(scoresAddress(lineitem!), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/vnd.ims.lis.v1.score+json' },
      body: JSON.stringify({ ...(JSON.parse(body) as object), userId: subject, timestamp: new Date(stamp).toISOString() }),
      inside: config().LTI_PRIVATE_PLATFORMS,
    })
    return { status, mayPost }
  } catch (error) {
    return { status: error instanceof ServiceFault ? error.status : 0, mayPost }
  }
}
