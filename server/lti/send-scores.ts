import 'server-only'
import { database } from '../database'
import { type Answer, type SendNext, type Sender, due } from '../outbox/outbox'
import { config } from '../platform/config'
import { type HttpClient, askOutside, below } from '../platform/outgoing'
import { serviceClient } from './access-tokens'
import { PlatformFault } from './ask-platform'
import { SCORE_SCOPE } from './claims'
import { type Platform, listPlatforms } from './platforms'
import { fillOutbox, scoreOf, sendsResult } from './scores'

export const scores = (ask: HttpClient = askOutside): Sender => ({
  kind: 'score',
  keeps: true,
  // About five days of trying.
  mostTries: 18,
  async open(now) {
    await fillOutbox(now)
    return (await listPlatforms()).map((platform) => nextTo(platform, ask))
  },
})

const nextTo =
  (platform: Platform, ask: HttpClient): SendNext =>
  async (now) => {
    const score = await due('score', now)
      .innerJoin('lti_link', 'lti_link.id', 'link_id')
      .innerJoin('lti_platform', 'lti_platform.id', 'lti_link.platform_id')
      .innerJoin('lti_person', (join) =>
        join.onRef('lti_person.learner_id', '=', 'lti_link.learner_id').onRef('lti_person.platform_id', '=', 'lti_link.platform_id'),
      )
      .select(['disclosed', 'reports', 'lineitem', 'subject'])
      .where('lti_link.platform_id', '=', platform.id)
      // The platform may have withdrawn the column since. A launch that brings one again sends the score.
      .where('lineitem', 'is not', null)
      .executeTakeFirst()
    if (!score) return null
    // Stored before it is sent: whatever happens, the next timestamp is later, and we keep what we sent.
    const at = Math.max(now, score.at + 1)
    const body = sendsResult(score) ? score.body : JSON.stringify(scoreOf(null))
    await database().updateTable('outbox').set({ at, body }).where('id', '=', score.id).execute()
    const said = { ...(JSON.parse(body) as object), userId: score.subject, timestamp: new Date(at).toISOString() }
    return { entry: score, answer: await post(platform, score.lineitem!, said, ask, now) }
  }

/** If the platform gave no token, that says nothing about the score. It may just have been unable to read our keys. */
async function post(platform: Platform, lineitem: string, score: object, ask: HttpClient, now: number): Promise<Answer> {
  let isAboutEntry = false
  try {
    const service = await serviceClient(platform, SCORE_SCOPE, ask, now)
    isAboutEntry = true
    const { status } = await service(below(lineitem, 'scores'), {
      method: 'POST',
      headers: { 'content-type': 'application/vnd.ims.lis.v1.score+json' },
      body: JSON.stringify(score),
      inside: config().LTI_PRIVATE_PLATFORMS,
    })
    return { status, isAboutEntry }
  } catch (error) {
    return { status: error instanceof PlatformFault ? error.status : 0, isAboutEntry }
  }
}
