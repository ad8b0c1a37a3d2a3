import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { addAccount } from '@/tests/support/accounts'
import { exampleCourse, published } from '@/tests/support/courses'
import { openMailbox } from '@/tests/support/mailbox'
import { holdStore, onEachDatabase } from '@/tests/support/store'
import { inviteAll } from '../accounts/invitations'
import { comeBack, hasLeft, leave } from '../accounts/leave'
import { memberOfUser } from '../accounts/members'
import { mailInvitation, pending } from '../accounts/pending-invitations'
import { addRoles } from '../accounts/people'
import { fillAll } from './fill-cohorts'
import { joinersOf, setRule } from '../enrolment/rules'
import { database } from '../database'
import { sampleOf } from '../mail/sample'
import { begin, carryOn, takeOver } from './apply'
import { tooManyLeave } from './leaver-warning'
import { readEntries } from './entries'
import { type Counts, compare, store as keep } from './reading'
import { heldBy, losingBy } from './leavers'
import { discard, listRuns, readLines, readRun } from './runs'
import { directoryJob } from './schedule'

const HEAD = 'External ID;Name;E-mail;Department;Office;Manager;Groups;Language;Left'
const file = (...lines: string[]) => Buffer.from([HEAD, ...lines].join('\n'))
const folder = mkdtempSync(join(tmpdir(), 'second-look-directory-'))
const PATH = join(folder, 'people.csv')
process.env.DIRECTORY_FILE = PATH
const box = await openMailbox()
process.env.SMTP_URL = box.url
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await box.close()
})

describe('a directory is read', () => {
  test('line by line: what each line says, and what is wrong in it', async () => {
    const read = await readEntries(
      [
        HEAD,
        '1;Ann Lee;ANN@example.org;Finance;Oslo;boss@example.org;staff|Fire wardens;nb;',
        '2;Bo Ek;bo@example.org;;;;;;2026-01-31',
        '3;Cy Ek;cy@example.org;;;;;;2027-01-31',
        '4;Di Ek;not an address;;;;;;',
        '5;;ed@example.org;;;;;;',
        '6;Flo Ek;flo@example.org;;;;;;perhaps',
        '7;Ann Again;ann@example.org;;;;;;',
        '1;Another;another@example.org;;;;;;',
        '8;Gil Ek;gil@example.org;;;Mr Boss;;;',
        `9;Hal Ek;hal@example.org;${'x'.repeat(201)};;;;;`,
        '10;Ida Ek;ida@example.org;Minister\u0092s Office;;;;;',
        '11;Jo \u202eEk;jo@example.org;;;;;;',
        '12;Kim Ek;kim@example.org;"Legal\tand\nFinance";;;;;',
      ].join('\n'),
      '2026-11-27',
    )
    if (!read.ok) throw new Error(read.problem)
    expect(read.entries.map(({ address, left }) => [address, left])).toEqual([
      ['ann@example.org', false],
      ['bo@example.org', true],
      ['cy@example.org', false],
      ['gil@example.org', false],
      ['kim@example.org', false],
    ])
    expect(read.entries.at(-1), 'a cell of several lines').toMatchObject({ unit: 'Legal and Finance' })
    expect(read.entries[0]).toMatchObject({
      unit: 'Finance',
      site: 'Oslo',
      manager: 'boss@example.org',
      groups: ['Fire wardens', 'staff'],
      external: '1',
      language: 'nb',
    })
    expect(read.problems.map(({ line, reason }) => [line, reason])).toEqual([
      [5, 'address'],
      [6, 'name'],
      [7, 'left'],
      [8, 'twice'],
      [9, 'twice-id'],
      [11, 'long'],
      [12, 'characters'],
      [13, 'characters'],
    ])
    expect(read.notes).toEqual([{ line: 10, reason: 'manager', value: 'Mr Boss', address: 'gil@example.org', name: 'Gil Ek' }])
    expect(read.problems.slice(-2).map(({ value }) => value)).toEqual(['Minister<U+0092>s Office', 'Jo <U+202E>Ek'])
  })
  test.each([
    ['without headings', 'ann@example.org', 'headings'],
    ['without names', 'email\nann@example.org', 'headings'],
    ['empty', HEAD, 'empty'],
    ['too long', `name;email\n${'A;a@example.org\n'.repeat(10_001)}`, 'too-many'],
  ])('or not at all: %s', async (_, text, problem) => {
    expect(await readEntries(text, '2026-11-27')).toMatchObject({ ok: false, problem })
  })
  test.each([
    [{ leave: 11, listed: 100 }, true],
    [{ leave: 10, listed: 100 }, false],
    [{ leave: 3, listed: 4 }, false],
    [{ leave: 4, listed: 4 }, true],
  ])('but not applied by itself if too many would leave: %j', (counts, held) => {
    expect(tooManyLeave(counts as Counts, 10)).toBe(held)
  })
})

onEachDatabase((fresh) => {
  const store = holdStore(fresh)
  const account = async (id: string) => {
    await addAccount(id)
    const at = new Date().toISOString()
    const session = { id: `s-${id}`, userId: id, token: `t-${id}`, expiresAt: at, createdAt: at, updatedAt: at }
    await store()
      .db.insertInto('session')
      .values(session as never)
      .execute()
    return memberOfUser(id)
  }
  const read = async (bytes: Buffer) => keep(await compare(bytes), { source: 'upload', by: null, state: 'ready' })
  const apply = async (bytes: Buffer) => {
    const run = await read(bytes)
    expect(await begin(run, 'system')).toBe('begun')
    await carryOn(run)
    return (await readRun(run))!
  }
  const people = async () =>
    Object.fromEntries(
      (await database().selectFrom('member').selectAll().orderBy('address').execute()).map((m) => [m.address.split('@')[0], m]),
    )
  const kinds = async (run: string) =>
    (await readLines(run, null, 1)).lines.map((line) => [line.kind, 'address' in line ? line.address : ''])
  beforeEach(async () => {
    for (const table of ['directory_run', 'member', 'user', 'invitation'] as const) await database().deleteFrom(table).execute()
    rmSync(PATH, { force: true })
  })

  test('nothing changes before a reading is applied; then it changes once', async () => {
    const run = await read(file('1;Ann Lee;ann@example.org;Finance;Oslo;;;;', '2;Bo Ek;bo@example.org;;;;;;', 'x;;bad;;;;;;'))
    expect(await people()).toEqual({})
    expect(await kinds(run)).toEqual([
      ['problem', 'bad'],
      ['join', 'ann@example.org'],
      ['join', 'bo@example.org'],
    ])
    expect(await Promise.all([begin(run, 'system'), begin(run, 'system')])).toEqual(expect.arrayContaining(['begun', 'gone']))
    await carryOn(run)
    expect((await people()).ann).toMatchObject({ name: 'Ann Lee', unit: 'Finance', site: 'Oslo', source: 'directory', external_id: '1' })
    expect(await readRun(run)).toMatchObject({ state: 'applied', done: 3, total: 3, toDo: 2 })
    expect(await begin(run, 'system')).toBe('gone')
    expect(await discard(run)).toBe(false)
  })

  test('people change, move, leave and come back; people it never listed stay as they are', async () => {
    await account('hand')
    await account('cy')
    await apply(
      file('1;Ann;ann@example.org;Finance;;;;;', '2;Bo;bo@example.org;;Oslo;;;;', '3;Cy;cy@example.org;;;;;;', '4;Di;di@example.org;;;;;;'),
    )
    const second = file(
      '1;Ann Lee;ann.lee@example.org;Finance;;;;;',
      '2;Bo;bo@example.org;Legal;Bergen;;;;',
      '4;Di;di@example.org;Legal;;;;;',
    )
    const run = await read(second)
    expect((await readLines(run, null, 1)).lines.map((l) => [l.kind, 'before' in l ? l.before : null])).toEqual([
      ['leave', {}],
      ['change', { address: 'ann@example.org', name: 'Ann' }],
      ['move', { unit: '', site: 'Oslo' }],
      ['change', { unit: '' }],
    ])
    await begin(run, 'system')
    await carryOn(run)
    const after = await people()
    expect(Object.keys(after)).toEqual(['ann.lee', 'bo', 'cy', 'di', 'hand'])
    expect(after.hand).toMatchObject({ source: 'hand', state: 'active' })
    expect(after.cy).toMatchObject({ state: 'left', left_by: 'directory' })
    expect(await database().selectFrom('session').select('id').where('userId', '=', 'cy').execute()).toEqual([])
    expect(await database().selectFrom('session').select('id').where('userId', '=', 'hand').execute()).toHaveLength(1)
    const third = await apply(Buffer.concat([second, Buffer.from('\n3;Cy;cy@example.org;;;;;;')]))
    expect(third.counts).toMatchObject({ back: 1, unchanged: 3, leave: 0 })
    expect((await people()).cy).toMatchObject({ state: 'active', left_by: '' })
  })

  test('getting a first unit, or losing it again, is not a move', async () => {
    await apply(file('1;Ann;ann@example.org;;;;;;', '2;Bo;bo@example.org;Legal;;;;;', '3;Cy;cy@example.org;Legal;;;;;'))
    const run = await read(file('1;Ann;ann@example.org;Legal;;;;;', '2;Bo;bo@example.org;;;;;;', '3;Cy;cy@example.org;Finance;;;;;'))
    expect((await kinds(run)).map(([kind]) => kind)).toEqual(['change', 'change', 'move'])
  })

  test('an invitation by address alone is listed under the name in the directory', async () => {
    await inviteAll([{ email: 'ann@example.org', name: '', roles: [], cohort: null }], 'person', null)
    await apply(file('1;Ann Lee;ann@example.org;;;;;;'))
    expect((await pending('', 1)).rows.map(({ name, email }) => [name, email])).toEqual([['Ann Lee', 'ann@example.org']])
    expect((await pending('LEE', 1)).total).toBe(1)
    expect((await pending('ek', 1)).total).toBe(0)
  })

  test('somebody whom an administrator recorded as left stays so, and somebody whom one brought back is not removed again', async () => {
    await apply(file('1;Ann;ann@example.org;;;;;;', '2;Bo;bo@example.org;;;;;;'))
    const { ann, bo } = await people()
    await leave(ann!.id, 'hand', 'system')
    await leave(bo!.id, 'directory', 'system')
    await comeBack(bo!.id, 'hand', 'system')
    const run = await apply(file('1;Ann;ann@example.org;Finance;;;;;', '9;Zoe;zoe@example.org;;;;;;'))
    expect(run.counts).toMatchObject({ kept: 1, leave: 0, join: 1 })
    expect((await people()).ann).toMatchObject({ state: 'left', unit: '' })
    expect((await people()).bo).toMatchObject({ state: 'active', source: 'hand' })
  })

  test('the last administrator never counts as a leaver [p:last-administrator]', async () => {
    const member = await account('boss')
    await addRoles(database(), 'boss', ['administrator'])
    await apply(file('1;Boss;boss@example.org;;;;;;'))
    const run = await apply(file('1;Boss;boss@example.org;;;;;;yes'))
    expect(run.counts).toMatchObject({ leave: 0, kept: 1 })
    expect((await people()).boss).toMatchObject({ id: member, state: 'active' })
    expect(await hasLeft('boss')).toBe(false)
  })

  test('if some lines cannot be read, people who are merely missing do not leave', async () => {
    await apply(file('1;Ann;ann@example.org;;;;;;', '2;Bo;bo@example.org;;;;;;', '3;Cy;cy@example.org;;;;;;'))
    expect((await read(file('1;Ann;ann@example.org;;;;;;', '2;;bo@example.org;;;;;;')).then(readRun))?.counts).toMatchObject({
      leave: 1,
      missing: 0,
    })
    const run = await apply(file('1;Ann;ann@example.org;;;;;;', ';;somebody;;;;;;'))
    expect(run.counts).toMatchObject({ leave: 0, missing: 2, problem: 1 })
    expect((await people()).bo).toMatchObject({ state: 'active' })
  })

  test('a line without an address only spares the person it may be about: by the id or, if there is none, by the name', async () => {
    await apply(file('1;Ann;ann@example.org;;;;;;', '2;Bo;bo@example.org;;;;;;', ';Cy;cy@example.org;;;;;;', ';Di;di@example.org;;;;;;'))
    const service = ['77;svc-backup;;;;;;;', ';svc-print;;;;;;;', '78;Bo;;;;;;;', '79;CY;;;;;;;']
    const run = (await readRun(await read(file('1;Ann;ann@example.org;;;;;;', ...service))))!
    expect(run.counts).toMatchObject({ leave: 2, missing: 1, problem: 4 })
    const { lines } = await readLines(run.id, null, 1)
    expect(lines.flatMap((line) => (line.kind === 'leave' || line.kind === 'missing' ? [[line.kind, line.name]] : []))).toEqual([
      ['leave', 'Bo'],
      ['leave', 'Di'],
      ['missing', 'Cy'],
    ])
    expect(lines.filter(({ kind }) => kind === 'problem')[0]).toMatchObject({ reason: 'no-address', value: 'svc-backup', line: 3 })
    const own = (await readRun(await read(file('1;Ann;ann@example.org;;;;;;', '2;Bo Ek;;;;;;;'))))!
    expect(own.counts).toMatchObject({ leave: 2, missing: 0, problem: 1 })
  })

  test('letters that a file has lost are counted, and known values keep them', async () => {
    await apply(file('1;Karl Müller;karl@example.org;Bureau d’été;Klaipėda;;Žinios|staff;;'))
    const run = await apply(
      file(
        '1;Karl M?ller;karl@example.org;Bureau d??t?;Oslo;;?inios|staff;;',
        '2;Dilek Ayd?n;d@example.org;;;;;;',
        '3;Ann;ann@example.org;;;;;;',
      ),
    )
    expect(run.counts).toMatchObject({ lost: 2, join: 2, change: 0, move: 1 })
    expect((await people()).karl).toMatchObject({ name: 'Karl Müller', unit: 'Bureau d’été', site: 'Oslo', groups: '["staff","Žinios"]' })
    // A question mark in place of an English letter is a change.
    expect((await apply(file('1;K?rl Müller;karl@example.org;;;;;;'))).counts).toMatchObject({ lost: 1, change: 1 })
  })

  test('somebody invited by address alone gets mail under the name in the directory', async () => {
    await apply(file('1;Goran Jurić;goran@example.org;;;;;;'))
    const [made] = await inviteAll([{ email: 'goran@example.org', name: '', roles: [], cohort: null }], 'mail', null)
    await mailInvitation(made!.token, { email: 'goran@example.org', name: '' })
    expect(box.mails.at(-1)).toMatchObject({ to: 'goran@example.org', text: expect.stringMatching(/^Hello Goran Jurić,/) })
  })

  test('people who would leave are listed by name, with what they would lose', async () => {
    const zoe = await account('zoe')
    await account('root')
    await addRoles(database(), 'zoe', ['owner', 'author'])
    await addRoles(database(), 'root', ['administrator'])
    await apply(
      file('1;Zoe;zoe@example.org;;;;;;', '2;Ann;ann@example.org;;;;;;', '3;Élise;e@example.org;;;;;;', '4;Bo;bo@example.org;;;;;;'),
    )
    await inviteAll([{ email: 'ann@example.org', name: '', roles: [], cohort: null }], 'mail', null)
    const run = await read(file('4;Bo;bo@example.org;;;;;;'))
    const { lines } = await readLines(run, 'leave', 1)
    const members = lines.map((line) => ('member' in line && line.member) || '')
    expect(lines.map((line) => 'name' in line && line.name)).toEqual(['Ann', 'Élise', 'Zoe'])
    expect(await losingBy(run)).toEqual({ accounts: 1, roles: 1 })
    const held = await heldBy(members)
    expect(held.get(zoe)).toEqual({ account: true, roles: ['author', 'owner'], invitations: 0 })
    expect(held.get(members[0]!)).toEqual({ account: false, roles: [], invitations: 1 })
  })

  test('an address goes to another person only when its holder has another one', async () => {
    await apply(file('1;Ann;ann@example.org;;;;;;', '2;Bo;bo@example.org;;;;;;'))
    const run = await apply(file('1;Ann;bo@example.org;;;;;;', '2;Bo;b@example.org;;;;;;'))
    expect(run.counts).toMatchObject({ problem: 1, change: 1, leave: 0 })
    expect((await apply(file('1;Ann;bo@example.org;;;;;;', '2;Bo;b@example.org;;;;;;'))).counts).toMatchObject({ problem: 0, change: 1 })
  })

  test('a reading from before another was applied is not applied, and one that was interrupted goes on', async () => {
    const stale = await read(file('1;Ann;ann@example.org;;;;;;'))
    await apply(file('1;Ann;ann@example.org;;;;;;', '2;Bo;bo@example.org;;;;;;'))
    expect(await begin(stale, 'system')).toBe('stale')
    const cut = await read(file('1;Ann;ann@example.org;;;;;;'))
    expect(await begin(cut, 'system')).toBe('begun')
    const other = await read(file('1;Ann;ann@example.org;;;;;;'))
    expect(await begin(other, 'system')).toBe('busy')
    expect(await takeOver()).toBe(null)
    expect(await directoryJob(Date.now() + 3 * 60_000)).toMatchObject({ failed: 1 })
    expect(await readRun(cut)).toMatchObject({ state: 'applied' })
    expect((await people()).bo).toMatchObject({ state: 'left' })
  })

  describe('on a schedule', () => {
    const write = (bytes: Buffer) => {
      writeFileSync(PATH, bytes)
      utimesSync(PATH, Date.now() / 1000 - 60, Date.now() / 1000 - 60)
    }
    const states = async () => (await listRuns()).map(({ state, failed }) => failed?.problem ?? state)
    const many = Array.from({ length: 20 }, (_, i) => `${i};P${i};p${i}@example.org;;;;;;`)

    test('the file is applied, and read again only if something is new', async () => {
      expect(await directoryJob()).toEqual({ failed: 1, held: 0 })
      expect(await directoryJob()).toBe(null)
      writeFileSync(PATH, file(...many))
      expect(await directoryJob(), 'somebody may still be writing').toBe(null)
      write(file(...many))
      expect(await directoryJob()).toEqual({ changes: 20, problems: 0 })
      expect(await directoryJob()).toBe(null)
      expect(await states()).toEqual(['applied', 'no-file'])
    })
    test('a file in which too many people are missing changes nothing until somebody decides; administrators learn which file it is, and how many would leave', async () => {
      await account('boss')
      await addRoles(database(), 'boss', ['administrator'])
      write(file(...many))
      await directoryJob()
      box.mails.length = 0
      write(file(...many.slice(0, 10)))
      expect(await directoryJob()).toEqual({ held: 1, failed: 0 })
      expect(await directoryJob()).toBe(null)
      expect(await states()).toEqual(['held', 'applied'])
      expect(box.mails.map(({ to, text }) => [to, text.includes(`File: ${PATH}\nWould leave: 10 of 20 people\n`)])).toEqual([
        ['boss@example.org', true],
      ])
      const sample = await sampleOf('directoryHeld', 'en', 'Ada')
      expect(sample.details![0]!.rows.map(({ label }) => label)).toEqual(['File', 'Would leave'])
      expect(await database().selectFrom('member').select('id').where('state', '=', 'left').execute()).toEqual([])
      const [held] = await listRuns()
      expect(await discard(held!.id)).toBe(true)
      expect(await directoryJob(), 'decided').toBe(null)
    })
    test('runs are deleted after 90 days, and contain nothing about somebody who is erased [p:directory-reports]', async () => {
      write(file(...many))
      await directoryJob()
      const run = (await listRuns())[0]!.id
      expect((await readLines(run, 'join', 1)).total).toBe(20)
      await directoryJob(Date.now() + 89 * 86_400_000)
      expect(await readRun(run)).not.toBe(null)
      const { p0 } = await people()
      await leave(p0!.id, 'directory', 'system')
      rmSync(PATH)
      await directoryJob(Date.now() + 91 * 86_400_000)
      expect((await people()).p0, 'left, without an account').toBe(undefined)
      expect((await people()).p1).not.toBe(undefined)
      expect(await readRun(run)).toBe(null)
      expect(await database().selectFrom('directory_change').select('n').execute()).toEqual([])
    })
  })

  test('a cohort fills by its rule, once for each person, and nobody is removed [p:members]', async () => {
    const { cohort } = await published({ ...exampleCourse, people: 'names' })
    await account('ann')
    await setRule(cohort, { unit: 'finance', site: '', group: 'STAFF' })
    await apply(
      file(
        '1;Ann;ann@example.org;Finance;;;staff;;',
        '2;Bo;bo@example.org;Finance;;;staff|x;;',
        '3;Cy;cy@example.org;Finance;;;stafford;;',
        '4;Di;di@example.org;Legal;;;staff;;',
      ),
    )
    const enrolled = () => database().selectFrom('enrolment').select(['cohort_id', 'ended_at']).where('cohort_id', '=', cohort).execute()
    const invited = async () =>
      (await database().selectFrom('invitation').select('email').where('cohort_id', '=', cohort).execute()).map(({ email }) => email)
    expect(await enrolled()).toEqual([{ cohort_id: cohort, ended_at: null }])
    expect(await invited()).toEqual(['bo@example.org'])
    expect(await joinersOf(cohort)).toEqual({ enrolled: 1, invited: 1 })
    const log = database()
      .selectFrom('audit')
      .select(['actor', 'detail'])
      .where('action', '=', 'cohort.filled')
      .where('subject', '=', cohort)
    expect(await log.execute()).toEqual([{ actor: 'system', detail: JSON.stringify({ enrolled: 1, invited: 1 }) }])
    // The rule does not repeat what an owner has undone.
    await database().updateTable('enrolment').set({ ended_at: 1 }).where('cohort_id', '=', cohort).execute()
    await database().deleteFrom('invitation').where('cohort_id', '=', cohort).execute()
    expect(await fillAll()).toBe(null)
    expect([(await enrolled()).length, await invited()]).toEqual([1, []])
    await apply(file('1;Ann;ann@example.org;Legal;;;staff;;', '2;Bo;bo@example.org;Finance;;;staff|x;;'))
    expect(await joinersOf(cohort)).toEqual({ enrolled: 1, invited: 0 })
    expect(await enrolled()).toHaveLength(1)
  })

  test('ten thousand lines do not hold up other requests for long', async () => {
    const lines = Array.from(
      { length: 10_000 },
      (_, i) => `${i};Person ${i};p${i}@example.org;Unit ${i % 40};Site ${i % 7};boss@example.org;a|b;en;`,
    )
    // Processor time, not clock time, so that other work on this machine does not count.
    const spent = () => (process.cpuUsage().user + process.cpuUsage().system) / 1000
    let [longest, last] = [0, spent()]
    const beat = setInterval(() => {
      longest = Math.max(longest, spent() - last)
      last = spent()
    }, 5)
    const run = await apply(file(...lines))
    clearInterval(beat)
    expect(run).toMatchObject({ state: 'applied', done: 10_000, total: 10_000 })
    expect(Object.keys(await people())).toHaveLength(10_000)
    expect(longest).toBeLessThan(1000)
  })
})
