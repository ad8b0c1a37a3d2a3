import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addAccount } from '@/tests/support/accounts'
import { exampleCourse, published } from '@/tests/support/courses'
import { type Mailbox, openMailbox } from '@/tests/support/mailbox'
import { AUTH_SECRET } from '@/tests/support/people'
import { startServer } from '@/tests/support/server'
import { holdStore, inStore, onEitherDatabase, onSqlite } from '@/tests/support/store'
import { Visitor } from '@/tests/support/visitor'
import { inviteAll } from '../accounts/invitations'
import { database } from '../database'
import type { Role } from '../platform/role'

const DAY = 24 * 3600_000
const LATER = Date.now() + 15 * DAY
let box: Mailbox
// The settings are read only once, so we import the module after setting them.
let asking: typeof import('./ask-again')
beforeAll(async () => {
  box = await openMailbox()
  process.env.SMTP_URL = box.url
  process.env.PUBLIC_URL = 'https://training.example'
  asking = await import('./ask-again')
  return () => box.close()
})
beforeEach(() => {
  box.mails.length = 0
  box.refuse = () => false
})

let made = 0
const network = () => `192.0.2.${++made}`
async function invited({ roles = [], names = 1 }: { roles?: Role[]; names?: number } = {}) {
  const { id: course, cohort } = await published({ ...exampleCourse, people: 'names' })
  const emails = Array.from({ length: names }, () => `asks-${++made}@example.org`)
  const by = await addAccount(`owner-${++made}`)
  const sent = await inviteAll(
    emails.map((email) => ({ email, name: 'Ira Lund', roles, cohort })),
    'mail',
    by,
  )
  await database().updateTable('invitation').set({ mail: 'sent' }).execute()
  return { course, cohort, by, emails, email: emails[0]!, token: sent[0]!.token }
}
const linkIn = (text: string) => /\/en\/invitation\/([\w-]+)/.exec(text)![1]!

describe('the holder of an expired link', () => {
  onEitherDatabase((fresh) => {
    holdStore(fresh)
    const set = (email: string, values: object) => database().updateTable('invitation').set(values).where('email', '=', email).execute()

    test('gets a new one, which goes to the invited address alone and replaces the old one [p:expired-links]', async () => {
      const { email, token } = await invited()
      expect(await asking.canAskAgain(token)).toBe(false)
      expect(await asking.askAgain(token, network())).toEqual({ note: 'gone' })
      expect(await asking.canAskAgain(token, LATER)).toBe(true)
      const both = await Promise.all([asking.askAgain(token, network(), LATER), asking.askAgain(token, network(), LATER)])
      expect(both.map(({ note }) => note).toSorted()).not.toContain('failed')
      expect(box.mails.map(({ to }) => to)).toEqual([email])
      const fresher = linkIn(box.mails[0]!.text)
      expect(fresher).not.toBe(token)
      expect(await asking.canAskAgain(token, LATER)).toBe(false)
      // It is the same place in the course, counted from the same day, and works for two weeks.
      expect(await database().selectFrom('invitation').select(['expires_at', 'reminded_at']).where('email', '=', email).execute()).toEqual([
        { expires_at: LATER + 14 * DAY, reminded_at: LATER },
      ])
      expect(await asking.canAskAgain(fresher, LATER + 13 * DAY)).toBe(false)
      expect(await asking.canAskAgain(fresher, LATER + 15 * DAY)).toBe(true)
    })

    test('can ask again if the mail was not taken, and gets three an hour at most', async () => {
      const { token } = await invited()
      box.refuse = () => true
      expect(await asking.askAgain(token, network(), LATER)).toEqual({ note: 'failed' })
      box.refuse = () => false
      expect(await asking.askAgain(token, network(), LATER)).toEqual({ note: 'sent' })
      let [last, at] = [linkIn(box.mails[0]!.text), LATER + 15 * DAY]
      expect(await asking.askAgain(last, network(), at)).toEqual({ note: 'sent' })
      ;[last, at] = [linkIn(box.mails[1]!.text), at + 15 * DAY]
      expect(await asking.askAgain(last, network(), at)).toMatchObject({ note: 'wait' })
      expect(box.mails).toHaveLength(2)
    })

    test('gets none once they are exempt, gone or have joined, the course takes nobody, or the link brings roles [p:expired-links]', async () => {
      const none = async (token: string, why: string) => {
        expect(await asking.canAskAgain(token, LATER), why).toBe(false)
        expect(await asking.askAgain(token, network(), LATER), why).toEqual({ note: 'gone' })
      }
      const exempt = await invited()
      await set(exempt.email, { exempt_at: Date.now() })
      await none(exempt.token, 'exempt')
      const ended = await invited()
      await set(ended.email, { kind: 'ended', ended_at: Date.now() })
      await none(ended.token, 'ended')
      const archived = await invited()
      await database().updateTable('course').set({ archived_at: Date.now() }).where('id', '=', archived.course).execute()
      await none(archived.token, 'archived')
      await none((await invited({ roles: ['administrator'] })).token, 'with a role')
      await none('no-such-token', 'unknown')
      expect(box.mails).toEqual([])
    })
  })
})

describe('the page of an expired link', () => {
  onSqlite((fresh) => {
    test.each([true, false])('with a mail server: %s', async (mailing) => {
      const address = await fresh()
      const env = { AUTH_SECRET, ...(mailing && { SMTP_URL: box.url }) }
      if (!('directory' in address)) throw new Error('on SQLite')
      const server = await startServer({ dataDir: address.directory, env })
      try {
        const { email, token } = await inStore(address, async () => {
          const one = await invited()
          await database().updateTable('invitation').set({ expires_at: 5 }).execute()
          return one
        })
        const here = `/en/invitation/${token}`
        const visitor = new Visitor(server.url)
        const { body } = await visitor.get(here)
        expect(body).toContain('This invitation has expired')
        expect(body).not.toContain(email)
        expect(body.includes('Send a new link')).toBe(mailing)
        expect(body.includes('Ask the person who gave you the link')).toBe(!mailing)
        const { location } = await visitor.post(`${here}/ask`, {})
        expect(location).toBe(mailing ? `${here}?note=sent` : here)
        expect(box.mails.map(({ to }) => to)).toEqual(mailing ? [email] : [])
        const after = (await visitor.get(location)).body
        expect(after.includes('We have sent a new link')).toBe(mailing)
        expect(after).not.toContain(email)
        expect((await visitor.get('/en/invitation/no-such-token')).body).not.toContain('Send a new link')
      } finally {
        await server.stop()
      }
    })
  })
})
