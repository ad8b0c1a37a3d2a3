/** Each role requests objects that belong to somebody else. authorisation.test.ts checks who may ask at all, this test what they get. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '@/server/platform/role'
import { picker } from '@/tests/support/play'
import { playedAttempt } from '@/tests/support/played'
import { PRIVATE, type PopulatedServer, populated } from '@/tests/support/populated'
import { PASSWORD, somebody } from '@/tests/support/people'
import { playBy } from '@/tests/support/random-play'
import { Visitor } from '@/tests/support/visitor'
import { learnerOfUser } from '../../server/accounts/people'
import { libraryIn } from '../../server/library/library'

const ROLES = ['learner', 'facilitator', 'author', 'owner', 'auditor', 'administrator'] as const satisfies readonly Role[]
/** Also somebody who lost a role, a removed account whose browser still has its cookie, and a co-facilitator of the session. */
const ACTORS = [...ROLES, 'ex-facilitator', 'removed administrator', 'co-facilitator'] as const
/** The response for another person's object: it is shown, it seems not to exist, or the role opens nothing of the kind. */
type AccessResult = 'shown' | 'gone' | 'refused'
type Row = Record<(typeof ACTORS)[number], AccessResult>
const everybody = (gets: AccessResult): Row => Object.fromEntries(ACTORS.map((actor) => [actor, gets])) as Row
const nobody = everybody('gone')
/** A removed account is asked to sign in. */
const only = (others: AccessResult, shown: Partial<Row>): Row => ({ ...everybody(others), 'removed administrator': 'gone', ...shown })

/** `{attempt}` and the like belong to one person with every role, who is not among the actors. */
const TABLE: Record<string, Row> = {
  '/en/learn/attempts/{attempt}': nobody,
  '/en/learn/attempts/{attempt}/debrief': nobody,
  '/en/courses/{enrolment}': nobody,
  '/en/courses/{enrolment}/items/{item}': nobody,
  '/en/courses/{enrolment}/certificate': nobody,
  '/en/courses/{enrolment}/certificate/badge': nobody,
  // A live session belongs to the person who opened it and to those who got its facilitator link.
  '/en/live/{session}/cockpit': only('gone', { 'co-facilitator': 'shown' }),
  '/en/live/{session}/devices': only('gone', { 'co-facilitator': 'shown' }),
  '/en/live/{session}/attendance': only('gone', { 'co-facilitator': 'shown' }),
  '/en/live/{session}/attendance/csv': only('gone', { 'co-facilitator': 'shown' }),
  '/en/live/{session}/printout': only('gone', { 'co-facilitator': 'shown' }),
  '/en/live/{session}/printout/slides': only('gone', { 'co-facilitator': 'shown' }),
  '/en/live/{session}/printout/handouts': only('gone', { 'co-facilitator': 'shown' }),
  '/en/live/{session}/run-sheet': only('gone', { 'co-facilitator': 'shown' }),
  '/en/live/{session}/summary': only('gone', { 'co-facilitator': 'shown' }),
  '/en/live/{session}/summary/csv': only('gone', { 'co-facilitator': 'shown' }),
  '/en/live/{session}/summary/json': only('gone', { 'co-facilitator': 'shown' }),
  // To an owner, another owner's course does not exist. Administrators see all courses, auditors see the records.
  '/en/manage/courses/{course}': only('refused', { owner: 'gone', administrator: 'shown' }),
  '/en/manage/courses/{course}/people/{cohort}': only('refused', { owner: 'gone', administrator: 'shown' }),
  '/en/manage/courses/{course}/records': only('refused', { owner: 'gone', auditor: 'shown', administrator: 'shown' }),
  '/en/manage/courses/{course}/records/csv': only('refused', { owner: 'gone', auditor: 'shown', administrator: 'shown' }),
  '/en/manage/courses/{course}/records/xlsx': only('refused', { owner: 'gone', auditor: 'shown', administrator: 'shown' }),
  '/en/manage/courses/{course}/records/e-{handle}': only('refused', { owner: 'gone', auditor: 'shown', administrator: 'shown' }),
  '/en/manage/courses/{course}/records/act?act=end&line=e-{handle}': only('refused', { owner: 'gone', administrator: 'shown' }),
  '/en/manage/courses/{course}/figures': only('refused', { owner: 'gone', administrator: 'shown' }),
  '/en/manage/courses/{course}/owners': only('refused', { owner: 'gone', administrator: 'shown' }),
  '/en/manage/compliance/audit-files/{file}': only('refused', { owner: 'gone', auditor: 'shown', administrator: 'shown' }),
  // Administrators manage accounts, but do not see what people learn with them.
  '/en/manage/people/{user}': only('refused', { administrator: 'shown' }),
}

describe('what insiders get of what is another person’s', () => {
  let all: PopulatedServer
  const actors = new Map<string, Visitor>()
  beforeAll(async () => {
    all = await populated()
    const made = (roles: Role[]) => somebody({ directory: all.directory }, all.server.port, roles)
    const come = (actor: string, { cookie }: { cookie: string }) => actors.set(actor, new Visitor(all.server.url, cookie))
    for (const role of ROLES) come(role, await made([role]))
    const [ex, removed, cofacilitator] = [await made(['facilitator']), await made(['administrator']), await made([])]
    const boss = new Visitor(all.server.url, all.owner.cookie)
    expect((await boss.post(`/en/manage/people/${ex.id}/roles`)).location).toContain('note=roles')
    // Notices name the person who took the role away, also in the export. That is no leak.
    await all.store.db.deleteFrom('notice').where('user_id', '=', ex.id).execute()
    expect((await boss.post(`/en/manage/people/${removed.id}/remove/confirm`, { password: PASSWORD })).location).toContain('note=removed')
    all.ids.file = 'audit-file-of-a-course'
    const file = Buffer.from('PK')
    await all.store.db
      .insertInto('audit_file')
      .values({
        id: all.ids.file,
        course_id: all.ids.course!,
        from_day: '2026-01-01',
        to_day: '2026-06-30',
        locale: 'en',
        user_id: all.owner.id,
        state: 'ready',
        progress: 100,
        bytes: file.length,
        asked_at: Date.now(),
        made_at: Date.now(),
      })
      .execute()
    await all.store.db
      .insertInto('audit_file_part')
      .values({ audit_file_id: all.ids.file, part: 0, body: file.toString('base64') })
      .execute()
    await all.store.db
      .insertInto('room_facilitator')
      .values({ room_id: all.ids.session!, facilitator: `user:${cofacilitator.id}` })
      .execute()
    for (const [actor, who] of [
      ['ex-facilitator', ex],
      ['removed administrator', removed],
      ['co-facilitator', cofacilitator],
    ] as const)
      come(actor, who)
  })
  afterAll(() => all?.stop())
  const at = (path: string) => path.replace(/\{(\w+)\}/g, (_, name: string) => all.ids[name]!)

  test.each(Object.entries(TABLE))('%s [p:own-attempts]', async (path, row) => {
    // It exists, because its owner sees it.
    expect((await new Visitor(all.server.url, all.owner.cookie).get(at(path))).status).toBe(
      path.endsWith('/attempts/{attempt}') ? 307 : 200,
    )
    for (const role of ACTORS) {
      const { status, location, body } = await actors.get(role)!.get(at(path))
      const got: AccessResult = status === 200 ? 'shown' : location === '/en/no-access' || status === 403 ? 'refused' : 'gone'
      expect(got, `${role}: ${status} ${location}`).toBe(row[role])
      if (got !== 'shown') for (const text of PRIVATE) expect(body).not.toContain(text)
    }
  })

  test('what learners say about a scenario is read by authors, once it is shown, and deleted by them alone [p:feedback-batches]', async () => {
    const said = (id: string, shown: number) => ({
      id,
      scenario: 'P01',
      variant: 'hostile' as const,
      structure: 's',
      locale: 'en',
      verdict: 'unfair' as const,
      words: `Words of ${id}`,
      day: '2026-11-26',
      shown,
    })
    await all.store.db
      .insertInto('feedback')
      .values([said('one-that-is-shown', 1), said('one-that-waits', 0)])
      .execute()
    const page = '/en/manage/scenarios/feedback'
    const left = async () => (await all.store.db.selectFrom('feedback').select('id').execute()).map(({ id }) => id).sort()
    for (const actor of ACTORS) {
      const { body } = await actors.get(actor)!.get(page)
      expect(body.includes('Words of one-that-is-shown'), actor).toBe(actor === 'author')
      expect(body).not.toContain('one-that-waits')
      if (actor === 'author') continue
      await actors.get(actor)!.post(`${page}/done`, { id: 'one-that-is-shown' })
      expect(await left(), actor).toHaveLength(2)
    }
    const author = actors.get('author')!
    expect((await author.post(`${page}/done`, { id: 'one-that-waits' })).location).toContain('note=gone')
    expect((await author.post(`${page}/done`, { id: 'one-that-is-shown' })).location).toContain('note=done')
    expect(await left()).toEqual(['one-that-waits'])
    const lines = await all.store.db.selectFrom('audit').select('id').where('action', '=', 'scenario.feedback-done').execute()
    expect(lines).toHaveLength(1)
  })

  test('an export holds what is its own person’s alone, whatever the role [p:own-attempts]', async () => {
    for (const role of ACTORS) {
      const { body } = await actors.get(role)!.get('/en/learn/data/export')
      // The session also belongs to the co-facilitator.
      for (const text of [
        ...PRIVATE,
        all.ids.attempt!,
        all.ids.enrolment!,
        ...(role === 'co-facilitator' ? [] : [all.ids.session!]),
        all.owner.email,
      ])
        expect(body, role).not.toContain(text)
    }
  })

  test('nothing that insiders post changes what is another’s; the same posts by its own person work [p:own-attempts]', async () => {
    const { db } = all.store
    const { enrolment, session, attempt } = all.ids
    const learner = await learnerOfUser(all.owner.id)
    const open = await playedAttempt(learner, { finish: false })
    // The same draws as for the events that are already there.
    const pick = picker(1)
    const { play } = (await libraryIn('en')).compiled('P01', 'hostile')!
    const events = playBy(play, () => pick(1_000))
    await db.updateTable('enrolment').set({ renew_at: Date.now() }).where('id', '=', enrolment!).execute()
    // In this order, each is still possible after the ones before.
    const posts: [path: string, send: object, json?: boolean][] = [
      [`/en/learn/attempts/${open}/events`, { seq: events.length - 1, events: events.slice(-1) }, true],
      [`/en/learn/attempts/${attempt}/replay`, {}],
      [`/en/learn/attempts/${attempt}/other`, {}],
      [`/en/courses/${enrolment}/certificate/remove-name`, {}],
      [`/en/courses/${enrolment}/certificate/withdraw`, { confirm: 'yes' }],
      [`/en/courses/${enrolment}/renew`, {}],
      [`/en/live/${session}/facilitator`, {}],
      [`/en/live/${session}/delete`, { confirm: 'yes' }],
    ]
    const post = async ({ cookies }: Visitor, path: string, send: object, json = false) => {
      const body = json ? JSON.stringify(send) : new URLSearchParams(send as Record<string, string>)
      const type: Record<string, string> = json ? { 'content-type': 'application/json', accept: 'application/json' } : {}
      const { status, headers } = await fetch(all.server.url + path, {
        method: 'POST',
        body,
        redirect: 'manual',
        headers: { cookie: [...cookies].map((c) => c.join('=')).join('; '), origin: all.server.url, ...type },
      })
      return { status, location: headers.get('location') ?? '' }
    }
    const stored = () =>
      Promise.all(
        (['attempt', 'event', 'enrolment', 'enrolment_item', 'certificate', 'room'] as const).map((t) =>
          db
            .selectFrom(t as 'attempt')
            .selectAll()
            .execute(),
        ),
      )
    const before = await stored()
    for (const actor of ACTORS) {
      for (const [path, send, json] of posts.filter(([path]) => actor !== 'co-facilitator' || !path.includes('/live/'))) {
        const { status, location } = await post(actors.get(actor)!, path, send, json)
        expect([303, 307, 403, 404].includes(status), `${actor} ${path}: ${status}`).toBe(true)
        expect(location, `${actor} ${path}`).not.toContain('/facilitator/')
      }
    }
    expect(await stored()).toEqual(before)
    const owner = new Visitor(all.server.url, all.owner.cookie)
    for (const [path, send, json] of posts) {
      const was = await stored()
      const { status, location } = await post(owner, path, send, json)
      expect(await stored(), `${path}: ${status} ${location}`).not.toEqual(was)
    }
  })
})
