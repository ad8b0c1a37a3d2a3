import 'server-only'
import { database } from '../database'
import { type Answer, type Sender, due } from '../outbox/outbox'
import { config } from '../platform/config'
import { askOutside, below } from '../platform/outgoing'
import { isStating } from './disclosure'

export const STATEMENT_DAYS = 30
const DAY = 24 * 3600_000

export const statements: Sender = {
  kind: 'statement',
  keeps: false,
  mostTries: Number.POSITIVE_INFINITY,
  async open(now) {
    await database()
      .deleteFrom('outbox')
      .where('kind', '=', 'statement')
      .where('at', '<', now - STATEMENT_DAYS * DAY)
      .execute()
    if (!isStating()) return []
    return [
      async (at) => {
        const entry = await due('statement', at).executeTakeFirst()
        return entry ? { entry, answer: await post(entry.body) } : null
      },
    ]
  },
}

async function post(body: string): Promise<Answer> {
  const { XAPI_ENDPOINT, XAPI_KEY, XAPI_SECRET } = config()
  try {
    const { status } = await askOutside(below(XAPI_ENDPOINT!, 'statements'), {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${XAPI_KEY}:${XAPI_SECRET}`).toString('base64')}`,
        'content-type': 'application/json',
        'x-experience-api-version': '1.0.3',
      },
      body,
      inside: true,
    })
    return { status, isAboutEntry: ![403, 404].includes(status) }
  } catch {
    return { status: 0, isAboutEntry: false }
  }
}
