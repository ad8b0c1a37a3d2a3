/**
 * An administrator who tries to read one learner's debrief unseen: every possible act over HTTP, in random order, using everything that the
 * responses give away. A second administrator helps and is gone in the end. Victims have an account already, or get theirs from the
 * administrator. It succeeds if it reads the debrief and the learner does not learn by whom, or has no account left that could say so.
 */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { learnerOfUser } from '@/server/accounts/people'
import { newId } from '@/server/platform/tokens'
import { type Mailbox, openMailbox, textsTo } from '@/tests/support/mailbox'
import { AUTH_SECRET, PASSWORD, somebody } from '@/tests/support/people'
import { picker } from '@/tests/support/play'
import { playedAttempt } from '@/tests/support/played'
import { type TestServer, startServer } from '@/tests/support/server'
import { inStore } from '@/tests/support/store'
import { type Answer, Visitor } from '@/tests/support/visitor'

const NAMED = '(Curious|Second) Administrator \\(p\\w+@example\\.org\\)'
const PEOPLE = '/en/manage/people'
const OWN = 'chosen by the administrator'
const ROUNDS = 6
const ACTS = 12
const LINK = /\/en\/(invitation|reset)\/([\w-]{20,})|\/link\/(invite|reset)\/([\w-]{20,})/g

interface Victim {
  id: string
  email: string
  attempt: string
  handed: boolean
}
/** Holes, former or imagined, to show that the program finds each of them. */
interface Hole {
  /** No notice at all. */ silent?: boolean
  /** Notices do not say who did it. */ nameless?: boolean
  /** Administrators see mailed links as well. */ shown?: boolean
  /** An account may be removed as soon as it was read. */ gone?: boolean
  /** Passkeys outlive a new password. */ passkeys?: boolean
}
type Outcome = 'not read' | 'notified' | 'account gone' | 'UNSEEN'

describe('an administrator who wants to read a debrief unseen', { timeout: 300_000 }, () => {
  const places: { server: TestServer; mail: Mailbox | null; admin: Visitor; hash: string }[] = []
  beforeAll(async () => {
    const mailbox = await openMailbox()
    // `inStore` makes one database at a time the store of this process, so these run one after another.
    for (const mail of [mailbox, null]) {
      const server = await startServer({ env: { AUTH_SECRET, ...(mail && { SMTP_URL: mail.url }) } })
      const { id, cookie } = await somebody({ directory: server.dataDir }, server.port, ['administrator', 'owner'], 'Curious Administrator')
      const hash = await inStore(
        { directory: server.dataDir },
        async ({ db }) =>
          (
            (await db
              .selectFrom('account')
              .select('password' as 'id')
              .where('userId', '=', id)
              .executeTakeFirstOrThrow()) as unknown as { password: string }
          ).password,
      )
      places.push({ server, mail, admin: new Visitor(server.url, cookie), hash })
    }
  })
  afterAll(() => Promise.all(places.flatMap(({ server, mail }) => [server.stop(), mail?.close()])))

  /** The hash is shared, because hashing for each learner would take most of the time. */
  const newVictim = ({ server, hash }: (typeof places)[number]): Promise<Victim> =>
    inStore({ directory: server.dataDir }, async ({ db }) => {
      const [id, email, now] = [newId(), `v${randomBytes(6).toString('hex')}@example.org`, new Date().toISOString()]
      const dates = { createdAt: now, updatedAt: now }
      await db
        .insertInto('user')
        .values({ id, name: 'Vic Learner', email, emailVerified: 1, ...dates } as never)
        .execute()
      await db
        .insertInto('account')
        .values({ id: newId(), userId: id, accountId: id, providerId: 'credential', password: hash, ...dates } as never)
        .execute()
      return { id, email, attempt: await playedAttempt(await learnerOfUser(id)), handed: false }
    })
  /** The administrator accepts the invitation for the learner. Null if the learner got no notice that somebody saw the link. */
  async function handedOver({ server, admin }: (typeof places)[number], hole: Hole): Promise<Victim | null> {
    const email = `v${randomBytes(6).toString('hex')}@example.org`
    const within = { directory: server.dataDir }
    const token = (await admin.post(`${PEOPLE}/add/send`, { list: `Vic <${email}>` })).location.split('/').at(-1)
    const maker = new Visitor(server.url)
    await maker.post(`/en/invitation/${token}/accept`, { name: 'Vic Learner', password: OWN })
    const id = await inStore(
      within,
      async ({ db }) => (await db.selectFrom('user').select('id').where('email', '=', email).executeTakeFirstOrThrow()).id,
    )
    // In the database, because the browser's and the device's part is not under test.
    const passkey = () =>
      inStore(within, ({ db }) =>
        db
          .insertInto('passkey')
          .values({
            id: newId(),
            userId: id,
            publicKey: 'k',
            credentialID: newId(),
            counter: 0,
            deviceType: 'single',
            backedUp: '0',
          } as never)
          .execute(),
      )
    if ((await maker.post('/en/account/passkeys/begin', { password: OWN })).status === 200) await passkey()
    if (hole.silent) await inStore(within, ({ db }) => db.deleteFrom('notice').where('user_id', '=', id).execute())
    if (hole.nameless)
      await inStore(within, ({ db }) => db.updateTable('notice').set({ by_name: null, by_email: null }).where('user_id', '=', id).execute())
    const holder = new Visitor(server.url)
    const signIn = () => holder.post('/en/sign-in/password', { email, password: OWN })
    // Asked for the administrator's passkey, the learner asks for help, which comes from the same administrator.
    if ((await signIn()).location.includes('second-factor')) {
      await admin.post(`${PEOPLE}/${id}/second-factor`, { factor_password: PASSWORD })
      await signIn()
    }
    if (!new RegExp(`created through a link that was shown to ${NAMED}`).test((await holder.get('/en/learn')).body)) return null
    await holder.post('/en/account/password', { current: OWN, password: PASSWORD })
    if (hole.passkeys) await passkey()
    return inStore(within, async () => ({ id, email, attempt: await playedAttempt(await learnerOfUser(id)), handed: true }))
  }

  async function play(seed: number, place: (typeof places)[number], hole: Hole): Promise<Outcome> {
    const { server, mail, admin } = place
    const within = { directory: server.dataDir }
    const pick = picker(seed)
    const victim = !mail && seed % 4 === 0 ? await handedOver(place, hole) : await newVictim(place)
    if (!victim) return 'UNSEEN'
    const second = await somebody(within, server.port, ['administrator'], 'Second Administrator')
    const either = (): Visitor => (pick(2) === 0 ? admin : new Visitor(server.url, second.cookie))
    const links = new Map<string, string>()
    const taken: Visitor[] = []
    const harvest = (text: string) => {
      for (const [, page, token, kind, other] of text.matchAll(LINK))
        links.set((token ?? other)!, page ?? (kind === 'invite' ? 'invitation' : 'reset'))
    }
    const post = async (browser: Visitor, path: string, form?: Parameters<Visitor['post']>[1]): Promise<Answer> => {
      const answer = await browser.post(path, form)
      harvest(`${answer.location} ${answer.body}`)
      return answer
    }
    const signIn = async (password: string) => {
      const browser = new Visitor(server.url)
      const { location } = await browser.post('/en/sign-in/password', { email: victim.email, password })
      return location.startsWith('/en/sign-in') ? null : browser
    }
    let read = false
    const look = async (browser: Visitor) => {
      read ||=
        (await inStore(within, ({ db }) => db.selectFrom('passkey').select('id').where('userId', '=', victim.id).executeTakeFirst())) !==
        undefined
      const [debrief, file] = [
        await browser.get(`/en/learn/attempts/${victim.attempt}/debrief`),
        await browser.get('/en/learn/data/export'),
      ]
      read ||= debrief.status === 200 || file.body.includes(victim.attempt)
    }
    const person = `${PEOPLE}/${victim.id}`
    const acts: (() => Promise<unknown>)[] = [
      () => post(either(), `${person}/reset`, { password: PASSWORD }),
      () => post(admin, `${person}/roles`, { roles: pick(2) === 0 ? [] : ['author'] }),
      () => post(admin, `${person}/sessions`),
      () => post(admin, `${PEOPLE}/add/send`, { list: `Vic <${victim.email}>`, roles: ['administrator'], password: PASSWORD }),
      () =>
        post(admin, `${PEOPLE}/add/send`, {
          list: `name,email\nVic,${victim.email}\nVac,v${randomBytes(6).toString('hex')}@example.org\n`,
        }),
      async () => {
        const rows = [...(await admin.get(PEOPLE)).body.matchAll(/action="([^"]+\/renew)"/g)].map((m) => m[1]!)
        if (rows.length > 0) await post(admin, rows[pick(rows.length)]!)
      },
      () => post(new Visitor(server.url), '/en/forgotten/send', { email: victim.email }),
      () => post(admin, '/en/manage/audit/csv', { group: '' }),
      () => look(admin),
      // Rarely before it was read, because the debrief goes with the account; afterwards at once.
      async () => {
        if (read || pick(16) === 0) await post(admin, `${person}/remove/confirm`, { password: PASSWORD })
      },
      async () => {
        if (read) for (const browser of taken) await post(browser, '/en/learn/data/erase', { confirm: 'yes', password: OWN })
      },
      ...Array.from({ length: 3 }, () => async () => {
        const [link] = [...links]
        if (link) {
          links.delete(link[0])
          await new Visitor(server.url).post(`/en/${link[1]}/${link[0]}/accept`, { name: 'Vic', password: OWN })
        }
        const browser = await signIn(OWN)
        if (!browser) return
        taken.push(browser)
        await look(browser)
        const ids = [...(await browser.get('/en/account')).body.matchAll(/name="id" value="([^"]+)"/g)].map((m) => m[1]!)
        await browser.post('/en/account/notices/dismiss', { id: ids })
      }),
    ]
    for (let i = 0; i < ACTS; i++) {
      await acts[pick(acts.length)]!()
      if (hole.shown && mail) harvest(textsTo(mail, victim.email).join('\n'))
      if (hole.silent) await inStore(within, ({ db }) => db.deleteFrom('notice').where('user_id', '=', victim.id).execute())
      if (hole.nameless)
        await inStore(within, ({ db }) =>
          db.updateTable('notice').set({ by_name: null, by_email: null }).where('user_id', '=', victim.id).execute(),
        )
      if (hole.gone) await inStore(within, ({ db }) => db.updateTable('notice').set({ at: 0 }).where('user_id', '=', victim.id).execute())
    }
    await admin.post(`${PEOPLE}/${second.id}/remove/confirm`, { password: PASSWORD })
    if (!read) await look(taken.at(-1) ?? admin)
    if (!read) return 'not read'
    const there = await inStore(within, ({ db }) => db.selectFrom('user').select('id').where('id', '=', victim.id).executeTakeFirst())
    if (!there) return 'account gone'
    if (
      !hole.silent &&
      mail &&
      textsTo(mail, victim.email).some((text) =>
        /Administrator, an administrator of Second Look, asked for a new password|was shown to (Curious|Second)/.test(text),
      )
    )
      return 'notified'
    // Victims who cannot sign in any more get a new password from another administrator.
    const holder = (await signIn(PASSWORD)) ?? (await signIn(OWN))
    return holder &&
      new RegExp(`${NAMED} made a link to a new password|link that was shown to ${NAMED}, who`).test((await holder.get('/en/learn')).body)
      ? 'notified'
      : 'UNSEEN'
  }

  async function runs(place: (typeof places)[number], rounds: number, hole: Hole = {}): Promise<Record<Outcome, number>> {
    const outcomes: Record<Outcome, number> = { 'not read': 0, notified: 0, 'account gone': 0, UNSEEN: 0 }
    for (let seed = 1; seed <= rounds; seed++) outcomes[await play(seed, place, hole)]++
    return outcomes
  }
  const where = (mail: boolean) => places.find((place) => (place.mail !== null) === mail)!

  async function finds(outcome: Outcome, place: (typeof places)[number], hole: Hole, rounds = 24): Promise<boolean> {
    for (let seed = 1; seed <= rounds; seed++) if ((await play(seed, place, hole)) === outcome) return true
    return false
  }

  test('succeeds in none of twelve runs, and with a mail server reads nothing at all [p:administrators-read-nothing-unseen]', async () => {
    const [mailed, shown] = [await runs(where(true), ROUNDS), await runs(where(false), ROUNDS)]
    expect(mailed).toEqual({ 'not read': ROUNDS, notified: 0, 'account gone': 0, UNSEEN: 0 })
    expect(shown).toMatchObject({ 'account gone': 0, UNSEEN: 0 })
    // Without a mail server, administrators see the links: then the program gets in, but it is seen.
    expect(shown.notified).toBeGreaterThan(0)
  })

  test.each<[what: string, mail: boolean, hole: Hole, outcome: Outcome]>([
    ['nobody is told', false, { silent: true }, 'UNSEEN'],
    ['nobody is told who did it', false, { nameless: true }, 'UNSEEN'],
    ['an account goes once it was read', false, { gone: true }, 'account gone'],
    ['a passkey outlives a new password', false, { passkeys: true }, 'UNSEEN'],
    ['mailed links are shown', true, { shown: true }, 'account gone'],
    ['mailed links are shown, and nobody is told', true, { shown: true, silent: true }, 'UNSEEN'],
  ])('bites: where %s, that alone is found', async (_, mail, hole, outcome) => {
    expect(await finds(outcome, where(mail), hole)).toBe(true)
  })
})
