import { beforeAll, describe, expect, test, vi } from 'vitest'
import { exampleCourse, published } from '@/tests/support/courses'
import { type Mailbox, openMailbox } from '@/tests/support/mailbox'
import { AUTH_SECRET, PASSWORD, somebody } from '@/tests/support/people'
import { minutesTaken } from '@/tests/support/play'
import { inStore } from '@/tests/support/store'
import { type TestServer, startServer } from '@/tests/support/server'
import { Visitor } from '@/tests/support/visitor'
import { openStore } from '../database'
import { comeBack, leave } from './leave'
import { memberOfUser } from './members'

const PEOPLE = '/en/manage/people'

describe('messages', () => {
  let server: TestServer
  let box: Mailbox
  let admin: Visitor
  const last = (to: string) => box.mails.filter((m) => m.to === to).at(-1)
  const linkTo = async (to: string, kind: string) => {
    await expect.poll(() => last(to)?.text, { timeout: 10_000 }).toContain(`/en/${kind}/`)
    return new RegExp(`/en/${kind}/[\\w-]+`).exec(last(to)!.text)![0]
  }

  const isProven = async (email: string) => {
    const { db } = openStore({ directory: server.dataDir })
    const found = await db.selectFrom('user').select('emailVerified').where('email', '=', email).executeTakeFirstOrThrow()
    await db.destroy()
    return Boolean(found.emailVerified)
  }

  beforeAll(async () => {
    box = await openMailbox()
    box.refuse = (address) => address.startsWith('refused')
    server = await startServer({
      env: { AUTH_SECRET, SMTP_URL: box.url, MAIL_FROM: 'Second Look <training@example.org>' },
    })
    admin = new Visitor(server.url, (await somebody({ directory: server.dataDir }, server.port, ['administrator'])).cookie)
    const store = openStore({ directory: server.dataDir })
    await store.db
      .insertInto('setting')
      .values({
        name: 'organisation',
        body: JSON.stringify({ name: 'Ministry of Harbours', domains: ['example.org'], sign_up: true }),
        updated_at: Date.now(),
      })
      .execute()
    await store.db.destroy()
    // The server reads its settings again within seconds.
    await vi.waitFor(async () => expect((await admin.get('/en')).body).toContain('Ministry of Harbours'), {
      timeout: 15_000,
      interval: 200,
    })
    return async () => {
      await server.stop()
      await box.close()
    }
  })

  test('an invitation is mailed, its link works and is shown to nobody, and it proves the address [p:links-by-mail]', async () => {
    const answer = await admin.post(`${PEOPLE}/add/send`, { list: 'Ira Lund <ira@example.org>' })
    expect(answer.location).toBe(`${PEOPLE}?note=mailed`)
    const page = (await admin.get(answer.location)).body
    expect(page).toContain('We sent the message with the link to ira@example.org')
    const link = await linkTo('ira@example.org', 'invitation')
    expect(page + JSON.stringify([...answer.headers])).not.toContain(link.split('/').at(-1)!)
    expect((await admin.get(`${PEOPLE}/link/invite/${link.split('/').at(-1)}`)).location).toBe('/en/gone')
    expect(last('ira@example.org')!.text).toContain('Ministry of Harbours')
    expect(last('ira@example.org')!.from).toBe('Second Look <training@example.org>')
    // So that absence notes do not answer it.
    expect(last('ira@example.org')!.headers.get('auto-submitted')).toBe('auto-generated')
    expect((await new Visitor(server.url).post(`${link}/accept`, { name: 'Ira Lund', password: PASSWORD })).location).toBe('/en/learn')
    expect(await isProven('ira@example.org')).toBe(true)
  })

  test('an invitation names who invites and to which roles, and one to a course names who invites', async () => {
    const { db } = openStore({ directory: server.dataDir })
    const owner = await somebody({ directory: server.dataDir }, server.port, ['owner'])
    await admin.post(`${PEOPLE}/add/send`, { list: 'Ole Ness <ole@example.org>', roles: ['owner', 'facilitator'] })
    await linkTo('ole@example.org', 'invitation')
    const by = await db
      .selectFrom('invitation')
      .innerJoin('user', 'user.id', 'invited_by')
      .select('user.email')
      .where('invitation.email', '=', 'ole@example.org')
      .executeTakeFirstOrThrow()
    await db.destroy()
    const { text } = last('ole@example.org')!
    expect(text).toMatch(/^Your roles: (Facilitator and Course owner|Course owner and Facilitator)$/m)
    expect(text).toMatch(new RegExp(`^From: .*${by.email}`, 'm'))
    const { cohort } = await inStore({ directory: server.dataDir }, () => published({ ...exampleCourse, people: 'names' }, owner.id))
    const list = new FormData()
    list.set('list', 'una@example.org')
    list.set('cohort', cohort)
    await new Visitor(server.url, owner.cookie).post(`${PEOPLE}/add/send`, list)
    await linkTo('una@example.org', 'invitation')
    expect(last('una@example.org')!.text).toMatch(new RegExp(`^From: .*${owner.email}`, 'm'))
    expect(last('una@example.org')!.text).not.toContain('Your roles')
  })

  test('a mail that the server refuses is reported and can be sent again; its link is shown to nobody', async () => {
    const answer = await admin.post(`${PEOPLE}/add/send`, { list: 'R <refused@example.org>' })
    const page = (await admin.get(answer.location)).body
    expect(answer.location).toBe(`${PEOPLE}?note=notMailed`)
    expect(page).toContain('no such mailbox')
    expect(page).not.toMatch(/\/en\/invitation\//)
    expect(page).toContain('Email not sent')
    expect((await admin.get(PEOPLE)).body, 'later, too').toContain('550 no such mailbox')
    const again = /action="([^"]+\/renew)"[^>]*><button[^>]+aria-label="Send again to R"/.exec(page)![1]!
    expect((await admin.post(again)).location).toBe(`${PEOPLE}?note=notMailed`)
  })

  test('an owner gets no raw link if mail is configured; unsent invitations are sent again with a new one [p:links-by-mail]', async () => {
    const person = await somebody({ directory: server.dataDir }, server.port, ['owner'])
    const owner = new Visitor(server.url, person.cookie)
    const { id: course, cohort } = await inStore({ directory: server.dataDir }, () =>
      published({ ...exampleCourse, people: 'names' }, person.id),
    )
    const here = `/en/manage/courses/${course}/people/${cohort}`
    const list = new FormData()
    list.set('list', 'willing@example.org\nrefused3@example.org')
    list.set('cohort', cohort)
    await owner.post(`${PEOPLE}/add/send`, list)
    const first = await linkTo('willing@example.org', 'invitation')
    await expect.poll(async () => (await owner.get(here)).body).toContain('1 message was not sent.')
    expect((await owner.get(here)).body).not.toContain('Download links for')
    const records = (await owner.get(`/en/manage/courses/${course}/records`)).body
    expect(records.match(/>Not mailed</g)).toHaveLength(1)
    const line = /href="([^"]+)">refused3@example/.exec(records)![1]!
    const said = (await owner.get(line)).body
    expect(
      said.match(/>We could not send the invitation\. The mail server answered: 550 no such mailbox/g),
      'under Invited, and in the history',
    ).toHaveLength(2)
    const answer = await owner.post(`${here}/links`)
    expect(answer.location).toBe(`${here}?note=mailing#invited`)
    expect(answer.body).toBe('')
    expect((await new Visitor(server.url).get(first)).body).toContain('willing@example.org')
    const [row] = await inStore({ directory: server.dataDir }, ({ db }) =>
      db.selectFrom('invitation').select(['mail', 'shown']).where('email', '=', 'willing@example.org').execute(),
    )
    expect(row).toEqual({ mail: 'sent', shown: 0 })
  })

  test('an account whose link somebody saw proves its address by mail, signed in, once [p:shown-links-prove-nothing]', async () => {
    const { id, email, cookie } = await somebody({ directory: server.dataDir }, server.port)
    const [person, other] = [
      new Visitor(server.url, cookie),
      new Visitor(server.url, (await somebody({ directory: server.dataDir }, server.port)).cookie),
    ]
    const elsewhere = new Visitor(server.url)
    await elsewhere.post('/en/sign-in/password', { email, password: PASSWORD })
    expect((await person.get('/en/account')).body).toContain('This address has not been verified as yours yet')
    expect((await person.post('/en/account/prove')).location).toBe('/en/account?note=proofSent')
    const link = await linkTo(email, 'account/prove')
    for (const browser of [other, new Visitor(server.url)]) await browser.post(`${link}/accept`)
    expect((await other.get(link)).body).toContain('This link no longer works')
    expect(await isProven(email)).toBe(false)
    expect((await person.get(link)).body).toContain(email)
    expect((await person.post(`${link}/accept`)).location).toBe('/en/account?note=proven')
    expect(await isProven(email)).toBe(true)
    expect((await person.post(`${link}/accept`)).location).toBe(link)
    expect((await person.get('/en/account')).body).not.toContain('has not been verified')
    expect((await elsewhere.get('/en/account')).location).toContain('/en/sign-in')
    expect((await admin.get(`${PEOPLE}/${id}`)).body).not.toContain('has not been verified')
  })

  test('anyone who opens the link of a test mail sees that it arrived, but it proves only the address of the person who asked for it', async () => {
    const administrators = async () => {
      const made = await somebody({ directory: server.dataDir }, server.port, ['administrator'])
      return { email: made.email, visitor: new Visitor(server.url, made.cookie) }
    }
    const [asking, other] = [await administrators(), await administrators()]
    const askFor = async () => {
      expect((await asking.visitor.post('/en/manage/organisation/mails/send-test')).location).toContain('note=taken')
      return linkTo(asking.email, 'manage/first-steps/mail')
    }
    const first = await askFor()
    expect((await other.visitor.get(first)).body).not.toContain('also verifies that')
    expect((await other.visitor.post(`${first}/arrived`)).location).toBe('/en/manage?note=arrived')
    expect([await isProven(asking.email), await isProven(other.email)]).toEqual([false, false])
    await vi.waitFor(async () => expect(await askFor()).not.toBe(first), { timeout: 10_000 })
    const second = await linkTo(asking.email, 'manage/first-steps/mail')
    expect((await asking.visitor.get(second)).body).toContain(`also verifies that ${asking.email} is yours`)
    expect((await new Visitor(server.url).post(`${second}/arrived`)).location).not.toContain('/en/manage')
    expect(await isProven(asking.email)).toBe(false)
    const led = (await asking.visitor.post(`${second}/arrived`)).location
    expect(led).toBe('/en/manage?note=proven')
    expect((await asking.visitor.get(led)).body).toContain(`Your address ${asking.email} is now verified`)
    expect(await isProven(asking.email)).toBe(true)
  })

  test('an administrator who asks for somebody’s new password sees no link, and the person learns who asked, by mail and at the next sign-in [p:links-by-mail]', async () => {
    const { id, email } = await somebody({ directory: server.dataDir }, server.port)
    const answer = await admin.post(`${PEOPLE}/${id}/reset`, { password: PASSWORD })
    expect(answer.location).toBe(`${PEOPLE}/${id}?note=mailed`)
    const link = await linkTo(email, 'reset')
    const seen = [answer, await admin.get(answer.location), await admin.get(`${PEOPLE}/link/reset/${link.split('/').at(-1)}`)]
    expect(
      seen
        .slice(0, 2)
        .map(({ body, headers }) => body + JSON.stringify([...headers]))
        .join(''),
    ).not.toContain(link.split('/').at(-1)!)
    expect(seen[2]!.location).toBe('/en/gone')
    expect(last(email)!.text).toContain('Sam Rivers, an administrator of Second Look, requested a new password')
    await admin.post(`${PEOPLE}/${id}/sessions`)
    await expect.poll(() => last(email)!.text).toContain('signed you out everywhere')
    await admin.post(`${PEOPLE}/${id}/roles`, { roles: ['author'] })
    await expect.poll(() => last(email)!.text).toContain('changed your roles')
    const before = box.mails.length
    for (let i = 0; i < 60; i++) await admin.post(`${PEOPLE}/${id}/roles`, { roles: i % 2 === 0 ? [] : ['author'] })
    expect(box.mails).toHaveLength(before)
    const person = new Visitor(server.url)
    await person.post('/en/sign-in/password', { email, password: PASSWORD })
    const page = (await person.get('/en/learn')).body
    expect(page.match(/<li[^>]*>Sam Rivers [^<]+/g)).toHaveLength(3)
    expect(page).toMatch(/changed your roles\.[^;]+; 61 times in all/)
    expect(page).toContain('ask the person named or another administrator')
    expect(page.indexOf('created a link')).toBeLessThan(page.indexOf('changed your roles'))
    const shown = [...page.matchAll(/name="id" value="([^"]+)"/g)].map((m) => m[1]!)
    await person.post('/en/account/notices/dismiss', { id: shown })
    expect((await person.get('/en/learn')).body).not.toContain('changed your roles')
    for (const said of ['created a link to choose a new password for your account', 'signed you out everywhere', 'changed your roles'])
      expect(page).toMatch(new RegExp(`Sam Rivers \\(\\w+@example.org\\) ${said}`))
  })

  test('an administrator corrects a name on the person’s page, and mails a new password to the address from before the directory changed it [p:directory-address]', async () => {
    const { id, email } = await somebody({ directory: server.dataDir }, server.port, [], 'Nell Wronk')
    const page = (await admin.get(`${PEOPLE}/${id}`)).body
    const action = /action="(\/en\/manage\/people\/known\/[\w-]+\/name)"/.exec(page)![1]!
    expect((await admin.post(action, { name: '' })).location).toBe(`${PEOPLE}/${id}?note=notRenamed`)
    expect((await admin.post(action, { name: 'Nell Wrong' })).location).toBe(`${PEOPLE}/${id}?note=renamed`)
    expect((await admin.get(`${PEOPLE}?q=nell+wrong`)).body).toContain('>Nell Wrong</a>')
    await expect.poll(() => last(email)?.text, { timeout: 10_000 }).toContain('changed your name here')
    const { db } = openStore({ directory: server.dataDir })
    await db.updateTable('user').set({ email: 'nell.new@example.org', formerEmail: email }).where('id', '=', id).execute()
    await db.updateTable('member').set({ address: 'nell.new@example.org', source: 'directory' }).where('user_id', '=', id).execute()
    expect((await admin.post(`${PEOPLE}/${id}/reset`, { password: PASSWORD })).location).toBe(`${PEOPLE}/${id}?note=mailed`)
    await linkTo(email, 'reset')
    await db.updateTable('member').set({ address: email, source: 'directory' }).where('address', 'like', 'ira@%').execute()
    expect((await admin.post(`${PEOPLE}/${id}/reset`, { password: PASSWORD })).location).toBe(`${PEOPLE}/${id}?note=noReset`)
    expect((await admin.post(action, { name: 'Nell Again' })).location).toContain('note=notRenamed')
    expect((await admin.get(`${PEOPLE}/${id}`)).body).not.toContain(action)
    await db.destroy()
  })

  test('the holder of a removed account learns by mail who removed it [p:told-at-sign-in]', async () => {
    const { id, email } = await somebody({ directory: server.dataDir }, server.port)
    expect((await admin.post(`${PEOPLE}/${id}/remove/confirm`, { password: PASSWORD })).location).toBe(`${PEOPLE}?note=removed`)
    await expect.poll(() => last(email)?.text).toMatch(/Sam Rivers \(\w+@example.org\), an administrator, removed your Second Look account/)
  })

  test('a table is mailed, and the list shows what happened to each message', async () => {
    const form = new FormData()
    form.set('file', new File(['name,email\nA One,one@example.org\nB Two,refused2@example.org\n'], 'people.csv'))
    const seen = await admin.post(`${PEOPLE}/add/send`, form)
    expect((await admin.get(seen.location)).body.replace(/<!-- -->/g, '')).toContain(
      'We read 2 people from the file but have not added them yet',
    )
    const sent = await admin.post(`${PEOPLE}/add/send`, { list: 'name,email\nA One,one@example.org\nB Two,refused2@example.org\n' })
    expect((await admin.get(sent.location)).body.replace(/<!-- -->/g, '')).toContain('2 people were invited.')
    await linkTo('one@example.org', 'invitation')
    await expect.poll(async () => (await admin.get(PEOPLE)).body.match(/>Email not sent</g)?.length).toBe(3)
  })

  test('a forgotten password: the same answer for everybody, a link for people with an account, a limit', async () => {
    const { email, name } = await somebody({ directory: server.dataDir }, server.port)
    const visitor = new Visitor(server.url)
    expect((await visitor.post('/en/forgotten/send', { email: 'not an address' })).location).toBe('/en/forgotten?note=email')
    const before = box.mails.length
    expect((await visitor.post('/en/forgotten/send', { email: 'stranger@example.org' })).location).toBe('/en/forgotten?note=sent')
    expect((await visitor.post('/en/forgotten/send', { email })).location).toBe('/en/forgotten?note=sent')
    const link = await linkTo(email, 'reset')
    expect(box.mails).toHaveLength(before + 1)
    expect(last(email)!.text).toContain(name)
    expect((await visitor.post(`${link}/accept`, { password: 'quite another password' })).location).toBe('/en/sign-in?note=reset')
    expect((await visitor.post('/en/sign-in/password', { email, password: 'quite another password' })).location).toBe('/en/learn')
    expect(await isProven(email)).toBe(true)
    // No name, because it was done by a link.
    await expect.poll(() => last(email)!.text).toContain('If you did not expect this, ask an administrator, tell')
    expect((await visitor.get('/en/learn')).body).toContain('If you did not expect this, ask an administrator, tell')
    const answers = [1, 2, 3].map(() => visitor.post('/en/forgotten/send', { email }))
    expect((await Promise.all(answers)).some((a) => a.location.includes('note=wait'))).toBe(true)
  })

  test('somebody who has left learns from the link to a new password that the account is closed, and cannot set one', async () => {
    const { id, email } = await somebody({ directory: server.dataDir }, server.port)
    await inStore({ directory: server.dataDir }, async () => leave(await memberOfUser(id), 'hand', 'system'))
    const visitor = new Visitor(server.url)
    await visitor.post('/en/forgotten/send', { email })
    const link = await linkTo(email, 'reset')
    const page = (await visitor.get(link)).body
    expect(page).toContain('This account is closed')
    expect(page).not.toContain('type="password"')
    expect((await visitor.post(`${link}/accept`, { password: 'quite another password' })).location).toBe(link)
    await inStore({ directory: server.dataDir }, async () => comeBack(await memberOfUser(id), 'hand', 'system'))
    expect((await visitor.post('/en/sign-in/password', { email, password: PASSWORD })).location).toBe('/en/learn')
  })

  test('an account by mail is only for the organisation’s domains, and proves the address', async () => {
    const visitor = new Visitor(server.url)
    expect((await visitor.get('/en/sign-in')).body).toContain('/en/sign-up')
    expect((await visitor.post('/en/sign-up/send', { email: 'x@elsewhere.example' })).location).toBe('/en/sign-up?note=domain')
    expect((await visitor.post('/en/sign-up/send', { email: 'x@sub.example.org' })).location).toBe('/en/sign-up?note=domain')
    expect((await visitor.post('/en/sign-up/send', { email: 'new@example.org' })).location).toBe('/en/sign-up?note=sent')
    const link = await linkTo('new@example.org', 'invitation')
    expect((await visitor.post(`${link}/accept`, { name: 'New', password: PASSWORD })).location).toBe('/en/learn')
    expect((await visitor.get('/en/account')).body).toContain('new@example.org')
    expect(await isProven('new@example.org')).toBe(true)
    expect((await new Visitor(server.url).post('/en/sign-up/send', { email: 'new@example.org' })).location).toBe('/en/sign-up?note=sent')
    await expect.poll(() => last('new@example.org')!.text).toContain('You already have one')
  })

  test('somebody without an account who opens a course’s link can create one, and returns to the link', async () => {
    const person = await somebody({ directory: server.dataDir }, server.port, ['owner'])
    const owner = new Visitor(server.url, person.cookie)
    const { id, cohort } = await inStore({ directory: server.dataDir }, () => published({ ...exampleCourse, people: 'names' }, person.id))
    const people = `/en/manage/courses/${id}/people/${cohort}`
    await owner.post(`${people}/link`, { do: 'make' })
    const course = /\/en\/enrol\/[\w-]+/.exec((await owner.get(people)).body)![0]
    const next = new URLSearchParams({ next: course })
    const visitor = new Visitor(server.url)
    expect((await visitor.get(course)).body).toContain(`/en/sign-up?${next}`)
    expect((await visitor.get(`/en/sign-in?${next}`)).body).toContain(`/en/sign-up?${next}`)
    expect((await visitor.get(`/en/sign-up?${next}`)).body).toContain(`/en/sign-up/send?${next}`)
    const wrong = await visitor.post(`/en/sign-up/send?${next}`, { email: 'x@elsewhere.example' })
    expect(wrong.location).toBe(`/en/sign-up?${new URLSearchParams({ note: 'domain', next: course })}`)
    await visitor.post(`/en/sign-up/send?${next}`, { email: 'back@example.org' })
    const link = await linkTo('back@example.org', 'invitation')
    expect(last('back@example.org')!.text).toContain(`${link}?${next}`)
    const page = (await visitor.get(`${link}?${next}`)).body
    expect(page).toContain('Create an account')
    expect(page).not.toContain('You have been invited')
    expect(page).toContain(`${link}/accept?${next}`)
    expect((await visitor.post(`${link}/accept?${next}`, { name: '', password: PASSWORD })).location).toContain(`${next}`)
    expect((await visitor.post(`${link}/accept?${next}`, { name: 'Back', password: PASSWORD })).location).toBe(course)
    const known = new Visitor(server.url)
    await known.post(`/en/sign-up/send?${next}`, { email: 'back@example.org' })
    await expect.poll(() => last('back@example.org')!.text).toContain(`/en/sign-in?${next}`)
    await known.post('/en/sign-up/send?next=//elsewhere.example', { email: 'other@example.org' })
    expect(await linkTo('other@example.org', 'invitation').then(() => last('other@example.org')!.text)).not.toContain('elsewhere')
  })

  test('people whom an owner enrols get the name of the course: in the invitation, or in a separate mail', async () => {
    const course = { ...exampleCourse, title: 'Harbour basics', people: 'names' as const, due_days: 14 }
    const person = await somebody({ directory: server.dataDir }, server.port, ['owner'])
    const owner = new Visitor(server.url, person.cookie)
    const { cohort } = await inStore({ directory: server.dataDir }, () => published(course, person.id))
    const known = await somebody({ directory: server.dataDir }, server.port)
    await owner.post(`${PEOPLE}/add/send`, { cohort, list: `${known.email}\nfresh@example.org` })
    const link = await linkTo('fresh@example.org', 'invitation')
    const due = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' }).format(Date.now() + 14 * 86_400_000)
    expect(last('fresh@example.org')!.text).toContain(
      `Course: Harbour basics\nDue: ${due}\nTakes: about ${minutesTaken(course)} minutes\nFrom: `,
    )
    expect(last('fresh@example.org')!.subject).toBe('You are invited to a course: Harbour basics')
    const came = await new Visitor(server.url).post(`${link}/accept`, { name: 'Fresh', password: PASSWORD })
    expect(came.location).toMatch(/^\/en\/courses\/[\w-]+$/)
    await expect.poll(() => last(known.email)?.subject).toBe('You have been enrolled in a course: Harbour basics')
    const log = (await admin.get('/en/manage/audit?group=learners')).body
    expect(log).toContain('Harbour basics: ')
    expect(log).toContain('1 person with an account; 1 person invited')
    const told = box.mails.length
    await owner.post(`${PEOPLE}/add/send`, { cohort, list: known.email })
    expect(box.mails).toHaveLength(told)
  })
})
