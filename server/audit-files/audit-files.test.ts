import { createHash, createVerify, X509Certificate } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import { addAccount } from '@/tests/support/accounts'
import { courseOfMany, manyLearners } from '@/tests/support/many-learners'
import { pdfText } from '@/tests/support/pdf-text'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { appliesTo, type Change } from '@/scenarios/engine/course/acts'
import { RecordFilter } from '@/scenarios/engine/course/records'
import { mapTexts } from '@/scenarios/engine/play/staging'
import { change, isTarget, selectedLines } from '../records/bulk-acts'
import { readCourse } from '../courses/courses'
import { termsOf } from '../courses/terms'
import { undoAct } from '../records/undo'
import { evidenceIn, libraryIn } from '../library/library'
import { eraseUser, recordErasure } from '../privacy/erase-account'
import { endHold, placeHold } from '../privacy/holds'
import { database } from '../database'
import { makeAuditFile, makeAuditFiles } from './make'
import { signingCertificates } from './keys'
import { type AuditFile, askAuditFile, bytesOf, auditFileFor, auditFilesFor, removeAuditFile, sweepAuditFiles } from './audit-files'
import { openPaper } from './pdf'

/** A reader of the test's own, so that it shares no code with what signs. @returns the value of the tag at an offset, and its end */
function der(bytes: Buffer, at: number): { tag: number; from: number; until: number } {
  const short = bytes[at + 1]!
  const many = short > 0x7f ? short & 0x7f : 0
  const length = many === 0 ? short : bytes.readUIntBE(at + 2, many)
  const from = at + 2 + many
  return { tag: bytes[at]!, from, until: from + length }
}
function children(bytes: Buffer, at: number) {
  const { from, until } = der(bytes, at)
  const found = []
  for (let next = from; next < until; next = der(bytes, next).until) found.push(next)
  return found
}
const whole = (bytes: Buffer, at: number): Buffer => bytes.subarray(at, der(bytes, at).until)
const value = (bytes: Buffer, at: number): Buffer => bytes.subarray(der(bytes, at).from, der(bytes, at).until)

/** By node:crypto. @returns the fingerprint of its certificate, or null if anything does not fit or cannot be read */
function verified(pdf: Buffer): string | null {
  try {
    return signer(pdf)
  } catch {
    return null
  }
}
/** @throws if there is no signature where the file says, for example because a digit of the range was changed */
function signer(pdf: Buffer): string | null {
  const [, a, b, c, d] = /\/ByteRange \[(\d+) (\d+) (\d+) (\d+) *\]/.exec(pdf.toString('latin1'))!.map(Number) as [0, ...number[]]
  if (a !== 0 || c! + d! !== pdf.length) return null
  const cms = Buffer.from(pdf.subarray(b! + 1, c! - 1).toString('latin1'), 'hex')
  const signed = children(cms, children(cms, children(cms, 0)[1]!)[0]!)
  const certificate = new X509Certificate(whole(cms, children(cms, signed[3]!)[0]!))
  const info = children(cms, children(cms, signed.at(-1)!)[0]!)
  // The signed attributes are a SET in the signature, but have a tag of their own in the file.
  const attributes = Buffer.from(whole(cms, info[3]!))
  attributes[0] = 0x31
  const digest = children(attributes, 0)
    .map((at) => children(attributes, at))
    .find(([type]) => value(attributes, type!).equals(Buffer.from('2a864886f70d010904', 'hex')))!
  const told = value(attributes, children(attributes, digest[1]!)[0]!)
  const bytes = Buffer.concat([pdf.subarray(0, b), pdf.subarray(c)])
  if (!createHash('sha256').update(bytes).digest().equals(told)) return null
  const fits = createVerify('sha256')
    .update(attributes)
    .verify(certificate.publicKey, value(cms, info.at(-1)!))
  return fits ? certificate.fingerprint256 : null
}

const admin = { id: 'admin', name: 'Ada Min', email: 'ada@example.org', roles: ['administrator'] as const }
const owner = { id: 'owner', name: 'Olga Owner', email: 'olga@example.org', roles: ['owner'] as const }
const auditor = { id: 'auditor', name: 'Aud Itor', email: 'aud@example.org', roles: ['auditor'] as const }
const person = (who: typeof admin | typeof owner | typeof auditor) => ({ ...who, roles: [...who.roles] })
const PERIOD = { from: '2026-01-01', to: '2026-12-31' }

onEitherDatabase((fresh) => {
  const store = holdStore(fresh)
  let [mine, other] = ['', '']
  let [learners, coded]: [string[], string] = [[], '']
  beforeAll(async () => {
    for (const { id, name, email, roles } of [admin, owner, auditor]) {
      await addAccount(id, { name, email })
      for (const role of roles) await database().insertInto('user_role').values({ user_id: id, role }).execute()
    }
    const many = await manyLearners(store(), {
      course: courseOfMany(2, { title: 'Ελληνικά Žemė Мова' }),
      cohorts: [6],
      owner: 'owner',
      seed: 3,
    })
    mine = many.course
    learners = many.learners
    other = (await manyLearners(store(), { course: courseOfMany(1, { title: 'Another course' }), cohorts: [3], seed: 4 })).course
    coded = (await manyLearners(store(), { course: courseOfMany(1, { title: 'By code', people: 'codes' }), cohorts: [7], seed: 5 })).course
  })
  const rowOf = async (course: string | null): Promise<AuditFile> =>
    database()
      .selectFrom('audit_file')
      .selectAll()
      .where('course_id', course === null ? 'is' : '=', course)
      .orderBy('asked_at', 'desc')
      .executeTakeFirstOrThrow()
  const unpack = async (course: string | null) => {
    const files = unzipSync(await makeAuditFile(await rowOf(course)))
    // Made here and not by the job, which would leave it to the process that holds it.
    await database().updateTable('audit_file').set({ held_until: 0 }).execute()
    return { overview: Buffer.from(files['overview.pdf']!), text: (name: string) => strFromU8(files[name]!), files }
  }

  test('owners can have files of their own courses, administrators and auditors of all, and each file leaves a line in the log [p:audit-files-for-whom]', async () => {
    expect(await askAuditFile({ course: other, ...PERIOD }, person(owner), 'en')).toBe('not-theirs')
    expect(await askAuditFile({ course: '', ...PERIOD }, person(owner), 'en')).toBe('not-theirs')
    for (const course of [mine, other, ''])
      expect(await askAuditFile({ course, ...PERIOD }, { ...person(auditor), roles: [] }, 'en')).toBe('not-theirs')
    expect(await askAuditFile({ course: mine, ...PERIOD }, person(owner), 'en')).toBe('asked')
    for (const course of [other, coded, '']) expect(await askAuditFile({ course, ...PERIOD }, person(admin), 'en')).toBe('asked')
    const seen = async (who: typeof admin | typeof owner | typeof auditor) =>
      (await auditFilesFor(person(who))).map(({ course_id }) => course_id)
    expect(await seen(owner)).toEqual([mine])
    expect((await seen(auditor)).length).toBe(4)
    const all = await rowOf(null)
    expect(await auditFileFor(person(owner), all.id)).toBeNull()
    expect(await removeAuditFile(person(auditor), all.id)).toBe(false)
    for (const course of [other, '']) {
      expect(await askAuditFile({ course, ...PERIOD }, person(auditor), 'en')).toBe('asked')
      const theirs = (await auditFilesFor(person(auditor))).find((file) => file.by === auditor.name)!
      expect(await removeAuditFile(person(owner), theirs.id)).toBe(false)
      expect(await removeAuditFile(person(auditor), theirs.id)).toBe(true)
    }
    const log = await database()
      .selectFrom('audit')
      .innerJoin('user_alias', 'user_alias.alias', 'audit.actor')
      .select('action')
      .where('user_alias.user_id', '=', auditor.id)
      .execute()
    expect(log.map(({ action }) => action).sort()).toEqual([
      'audit-file.asked',
      'audit-file.asked',
      'audit-file.removed',
      'audit-file.removed',
    ])
    expect(await removeAuditFile(person(owner), all.id)).toBe(false)
  })

  test('acts on people are in its part of the log, with the reason but without an address', async () => {
    const { course } = await manyLearners(store(), { course: courseOfMany(1, { title: 'Acted on' }), cohorts: [40], seed: 6 })
    expect(await askAuditFile({ course, ...PERIOD }, person(admin), 'en')).toBe('asked')
    let lines = (await selectedLines(course, { filter: RecordFilter.parse({}) })).filter(isTarget)
    const first = async (what: Change) =>
      expect(
        await change(
          course,
          lines.filter((line) => appliesTo(what.act, line)),
          what,
          admin.id,
        ),
      ).toMatchObject({ id: expect.any(String) })
    await first({ act: 'extend', due: Date.parse('2031-05-01') })
    lines = (await selectedLines(course, { filter: RecordFilter.parse({}) })).filter(isTarget)
    await first({ act: 'exempt', reason: 'Posted abroad' })
    const exempted = lines.filter((line) => appliesTo('exempt', line)).length
    const row = await rowOf(course)
    const files = unzipSync(await makeAuditFile({ ...row, from_day: '2020-01-01', to_day: '2999-12-31' }))
    await database().deleteFrom('audit_file').where('id', '=', row.id).execute()
    const log = strFromU8(files['audit.csv']!)
    for (const said of ['Due date changed', 'due 1 May 2031', 'Exempted from a course', 'reason: Posted abroad'])
      expect(log).toContain(said)
    const rows = log.split('\n').filter((row) => row.includes('Exempted from a course'))
    expect(rows, 'one line for an act on many').toHaveLength(1)
    expect(rows[0]).toContain(`${admin.name},Exempted from a course,${exempted} people,`)
    for (const { email } of lines) expect(log).not.toContain(email)
  })

  describe('the overview', () => {
    test('is signed so that an independent verifier accepts it, under the fingerprint that is shown [p:audit-files-signed]', async () => {
      const { overview, text } = await unpack(mine)
      const fingerprint = verified(overview)
      expect(fingerprint).not.toBeNull()
      expect((await signingCertificates()).map((c) => c.fingerprint)).toEqual([fingerprint])
      expect(text('people.csv').split('\n').length).toBeGreaterThan(6)
    })
    test('breaks if one byte anywhere in the signed part changes [p:audit-files-signed]', async () => {
      const { overview } = await unpack(mine)
      const [from, until] = [overview.indexOf('/Contents <') + 10, overview.indexOf('>', overview.indexOf('/Contents <'))]
      // Every part of the file, before and after the signature.
      const places = [
        0,
        9,
        from - 1,
        until + 1,
        overview.length - 1,
        ...Array.from({ length: 60 }, (_, i) => Math.floor((i * overview.length) / 60)),
      ]
      for (const at of places.filter((place) => place < from || place > until)) {
        const changed = Buffer.from(overview)
        changed[at] = changed[at]! ^ 1
        expect(verified(changed), `byte ${at}`).toBeNull()
      }
      expect(verified(Buffer.concat([overview, Buffer.from('\n')])), 'something appended').toBeNull()
    })
    test('has fonts for Latin, Greek and Cyrillic, and shows what was learnt, by whom, and with which exceptions', async () => {
      const { overview } = await unpack(mine)
      const said = pdfText(overview)
      for (const words of [
        'Ελληνικά Žemė Мова',
        'Olga Owner',
        'ISO/IEC 27001:2022',
        'Article 20(2)',
        'Article 21(2)(g)',
        '2026-01-01 to 2026-12-31',
      ])
        expect(said).toContain(words)
      expect(overview.toString('latin1')).not.toMatch(/\/BaseFont \/Helvetica/)
      expect(overview.toString('latin1')).toMatch(/\/FontFile2/)
    })
    test('contains the sum of each table, so that a changed table shows [p:audit-files-signed]', async () => {
      const { files, overview } = await unpack(mine)
      const said = pdfText(overview)
      for (const [name, bytes] of Object.entries(files))
        if (name !== 'overview.pdf') expect(said, name).toContain(createHash('sha256').update(bytes).digest('hex'))
    })
    test('shows why somebody is exempt and who granted it, in the overview and in the tables', async () => {
      const [line] = (await selectedLines(mine, { filter: RecordFilter.parse({ state: 'in-progress' }) })).filter(isTarget)
      const { id } = await change(mine, [line!], { act: 'exempt', reason: 'Seconded to Łódź until spring' }, 'owner')
      const { overview, text } = await unpack(mine)
      expect(pdfText(overview)).toContain('Seconded to Łódź until spring')
      const own = text('people.csv')
        .split('\n')
        .filter((row) => row.includes('Seconded to Łódź until spring'))
      expect(own).toHaveLength(1)
      expect(own[0]).toContain(line!.email!)
      expect(own[0]).toContain(owner.name)
      const said = pdfText(overview)
      expect(said).toContain('Exempted by')
      const { name } = await database()
        .selectFrom('enrolment as e')
        .innerJoin('learner as l', 'l.id', 'e.learner_id')
        .innerJoin('user as u', 'u.id', 'l.user_id')
        .select('u.name')
        .where('e.id', '=', line!.enrolment)
        .executeTakeFirstOrThrow()
      // An audit file of a period that includes the act.
      const now = unzipSync(await makeAuditFile({ ...(await rowOf(mine)), from_day: '2020-01-01', to_day: '2999-12-31' }))
      const log = strFromU8(now['audit.csv']!).split('\n')
      expect(log[0]).toContain('About whom')
      const exempted = `${owner.name},Exempted from a course,${name},`
      expect(log.filter((row) => row.includes(exempted))).toHaveLength(1)
      await database().updateTable('audit_file').set({ held_until: 0, progress: 0 }).execute()
      await undoAct(mine, id!, 'owner')
      expect((await unpack(mine)).text('people.csv')).not.toContain('Seconded')
    })
    test('shows due days that were moved, from when to when and by whom, until that is undone', async () => {
      const [line] = (await selectedLines(mine, { filter: RecordFilter.parse({ state: 'in-progress' }) })).filter(isTarget)
      const { id } = await change(mine, [line!], { act: 'extend', due: Date.parse('2031-05-01') }, 'owner')
      const row = { ...(await rowOf(mine)), from_day: '2020-01-01', to_day: '2999-12-31' }
      const made = async (file = row) => {
        const files = unzipSync(await makeAuditFile(file))
        return { said: pdfText(Buffer.from(files['overview.pdf']!)), table: strFromU8(files['extensions.csv']!) }
      }
      const { said, table } = await made()
      expect(said).toContain('Changed due dates: 1')
      const own = table.split('\n').filter((text) => text.includes('2031-05-01'))
      expect(own).toHaveLength(1)
      for (const part of [line!.email!, owner.name, new Date().toISOString().slice(0, 10)]) expect(own[0]).toContain(part)
      for (const part of ['2031-05-01', owner.name]) expect(said).toContain(part)
      expect((await made({ ...row, to_day: '2020-12-31' })).table).not.toContain('2031-05-01')
      await undoAct(mine, id!, 'owner')
      expect((await made()).table).not.toContain('2031-05-01')
      await database().updateTable('audit_file').set({ held_until: 0, progress: 0 }).execute()
    })
    test('counts people by site as it does by unit, if there are sites', async () => {
      expect((await unpack(mine)).text('sites.csv').split('\n')[1]).toMatch(/^Ελληνικά Žemė Мова,,6,/)
      await database().updateTable('member').set({ site: 'Vilnius' }).where('user_id', 'is not', null).execute()
      const { overview, text } = await unpack(mine)
      expect(pdfText(overview)).toContain('By site')
      expect(text('sites.csv')).toContain('Мова,Vilnius,6,')
      expect(text('people.csv').match(/,Vilnius,/g)).toHaveLength(6)
      expect((await unpack(coded)).text('people.csv')).not.toContain('Vilnius')
      await database().updateTable('member').set({ site: '' }).execute()
    })
    test('shows which sources its texts cite, how long people have, and whether they are names', async () => {
      const cited = { id: 'read', kind: 'page' as const, title: 'Read', body: 'Tell somebody the same day. [G-13, R-09]', minutes: 1 }
      const { course } = await manyLearners(store(), {
        course: courseOfMany(1, { title: 'With sources', due_days: 45, items: [cited] }),
        cohorts: [0],
        seed: 7,
      })
      expect(await askAuditFile({ course, ...PERIOD }, person(admin), 'en')).toBe('asked')
      const row = await rowOf(course)
      const said = pdfText(Buffer.from(unzipSync(await makeAuditFile(row))['overview.pdf']!))
      const flat = (words: string) => words.replace(/\W+/g, ' ')
      const { sourceOf } = await evidenceIn('en')
      for (const id of ['G-13', 'R-09']) expect(flat(said)).toContain(flat(sourceOf(id)!.text).trim())
      for (const url of sourceOf('G-13')!.urls) expect(said.replace(/\s/g, '')).toContain(url)
      expect(flat(said)).toContain('45 days after people join the organisation')
      expect(said).toContain('by name')
      expect(pdfText((await unpack(coded)).overview)).toContain('by code')
      await database().deleteFrom('audit_file').where('id', '=', row.id).execute()
    })
    test('has everything that people may meet of each scenario, and nothing that explains or scores it', async () => {
      const { files, overview, text } = await unpack(mine)
      const names = Object.keys(files).filter((name) => name.startsWith('texts/'))
      expect(names.map((name) => name.slice(6, 9))).toEqual(['P01', 'P02'])
      for (const name of names) {
        expect(pdfText(overview)).toContain(name)
        const said = text(name)
        const { variants } = (await libraryIn('en')).scenario(name.slice(6, 9))!
        const played = new Set<string>()
        const kept = new Set<string>()
        for (const { play, key } of Object.values(variants)) {
          for (const [node, found] of [
            [play.scenes, played],
            [key, kept],
          ] as const)
            mapTexts<unknown>(node, (words) => {
              found.add(words)
              return words
            })
        }
        const plain = (texts: Set<string>) => [...texts].filter((words) => !words.includes('{') && words.length > 25)
        expect(plain(played).length).toBeGreaterThan(100)
        for (const words of plain(played)) expect(said).toContain(words)
        const secrets = plain(kept).filter((words) => !played.has(words))
        expect(secrets.length).toBeGreaterThan(50)
        for (const words of secrets) expect(said).not.toContain(words)
        expect(said).not.toMatch(/hostile|\{\w+\}/)
      }
    })
    test('keeps the words that people met on an earlier day beside those that they meet now', async () => {
      const db = database()
      const attempt = await db
        .selectFrom('enrolment_item as i')
        .innerJoin('enrolment as e', 'e.id', 'i.enrolment_id')
        .innerJoin('attempt as a', 'a.id', 'i.attempt_id')
        .select(['a.id', 'a.structure', 'a.texts', 'a.started_at'])
        .where('e.course_id', '=', mine)
        .where('a.scenario', '=', 'P01')
        .executeTakeFirstOrThrow()
      const now = await db.selectFrom('scenario_texts').selectAll().where('hash', '=', attempt.texts).executeTakeFirstOrThrow()
      const said = JSON.parse(now.body) as { texts: { texts: Record<string, string> } }
      const path = Object.keys(said.texts.texts).find((way) => /scenes\.[\w-]+\.title$/.test(way))!
      said.texts.texts[path] = 'As it was told in spring'
      const body = JSON.stringify(said)
      await db
        .insertInto('scenario_texts')
        .values({ ...now, hash: 'words-of-spring', body })
        .execute()
      await db.updateTable('attempt').set({ texts: 'words-of-spring' }).where('id', '=', attempt.id).execute()
      const { files, overview, text } = await unpack(mine)
      const names = Object.keys(files).filter((name) => name.startsWith('texts/P01'))
      expect(names).toHaveLength(2)
      const [old] = names.filter((name) => text(name).includes('As it was told in spring'))
      const day = new Date(attempt.started_at).toISOString().slice(0, 10)
      expect(pdfText(overview)).toContain(`${old} begun ${day} to ${day} `)
      await db.updateTable('attempt').set({ texts: attempt.texts }).where('id', '=', attempt.id).execute()
    })
    test('shows what people read about their data before they began, as the course shows it', async () => {
      const { overview } = await unpack(coded)
      const course = (await readCourse(coded))!.draft
      const said = pdfText(overview).replace(/\W+/g, ' ')
      for (const { title, lines } of await termsOf('en', course))
        for (const words of [title, ...lines]) expect(said).toContain(words.replace(/\W+/g, ' ').trim())
    })
    test('gives neither a name nor an address nor a day for a course by codes [p:audit-files-for-whom]', async () => {
      const { text } = await unpack(coded)
      const people = await database()
        .selectFrom('enrolment')
        .innerJoin('learner', 'learner.id', 'enrolment.learner_id')
        .innerJoin('user', 'user.id', 'learner.user_id')
        .select(['user.name', 'user.email'])
        .where('course_id', '=', coded)
        .execute()
      expect(people.length).toBe(7)
      for (const { name, email } of people) for (const word of [name, email]) expect(text('people.csv')).not.toContain(word)
    })
  })

  test('a job makes audit files that wait, the file is read in parts, and it is deleted after thirty days [p:audit-files-kept]', async () => {
    expect(await makeAuditFiles()).toMatchObject({ made: 4, failed: 0 })
    expect(await makeAuditFiles()).toBeNull()
    const file = await rowOf(mine)
    expect(file).toMatchObject({ state: 'ready', progress: 100 })
    const parts: Buffer[] = []
    for await (const part of bytesOf(file.id)) parts.push(part)
    expect(Buffer.concat(parts).length).toBe(file.bytes)
    expect(Object.keys(unzipSync(Buffer.concat(parts)))).toContain('overview.pdf')
    expect(await sweepAuditFiles(Date.now() + 29 * 24 * 3600_000)).toBe(0)
    expect(await rowOf(mine)).toBeDefined()
  })

  test('erasing somebody leaves the audit files made before as they were made, and they are deleted after thirty days [p:audit-files-kept]', async () => {
    const whole = async () => {
      const parts: Buffer[] = []
      for await (const part of bytesOf((await rowOf(mine)).id)) parts.push(part)
      return Buffer.concat(parts).toString('base64')
    }
    const before = await whole()
    const { user_id } = await database().selectFrom('learner').select('user_id').where('id', '=', learners[0]!).executeTakeFirstOrThrow()
    await recordErasure(user_id!)
    await eraseUser(user_id!)
    expect(await rowOf(mine)).toMatchObject({ state: 'ready' })
    expect(await whole()).toBe(before)
    const held = await placeHold('everything', { reason: 'A case', until: Date.now() + 60 * 24 * 3600_000 })
    expect(await sweepAuditFiles(Date.now() + 31 * 24 * 3600_000)).toBe(0)
    await endHold(held)
    expect(await sweepAuditFiles(Date.now() + 31 * 24 * 3600_000)).toBe(4)
    expect(await database().selectFrom('audit_file_part').select('audit_file_id').execute()).toEqual([])
  })

  test('another AUTH_SECRET makes a new key, but the old certificate can still be compared', async () => {
    const before = await signingCertificates()
    const row = await database().selectFrom('setting').select('body').where('name', '=', 'audit-file-keys').executeTakeFirstOrThrow()
    expect(row.body).not.toMatch(/PRIVATE KEY|MII[A-Za-z0-9+/]{20}.*"private":"MII/)
    const keys = JSON.parse(row.body) as { private: string }[]
    // As if AUTH_SECRET had changed, so that the key cannot be decrypted.
    await database()
      .updateTable('setting')
      .set({ body: JSON.stringify(keys.map((key) => ({ ...key, private: `${key.private.slice(0, -4)}AAAA` }))) })
      .where('name', '=', 'audit-file-keys')
      .execute()
    await askAuditFile({ course: other, ...PERIOD }, person(admin), 'en')
    const { overview } = await unpack(other)
    const after = await signingCertificates()
    expect(after).toHaveLength(2)
    expect(after[1]!.fingerprint).toBe(before[0]!.fingerprint)
    expect(verified(overview)).toBe(after[0]!.fingerprint)
  })
})

test('characters that the fonts do not have are marked, and the document is still complete', async () => {
  const paper = openPaper({ title: 'T', language: 'en', at: 0 }, () => {})
  paper.heading('Name', 1)
  paper.text('名前')
  paper.table(['A', 'B'], [])
  expect((await paper.finish(() => 'end')).subarray(0, 5).toString()).toBe('%PDF-')
})

test('a table repeats its head on each page', async () => {
  const paper = openPaper({ title: 'T', language: 'en', at: 0 }, () => {})
  paper.table(
    ['Name', 'Unit', 'People'],
    Array.from({ length: 90 }, (_, i) => [
      `Őrsi Łukasz Ñuñez ${i}`,
      i % 3 === 0 ? 'A unit whose name takes more than a line. '.repeat(4) : '',
      i,
    ]),
  )
  const file = await paper.finish((page, of) => `page ${page} of ${of}`)
  const pages = Number(/page 1 of (\d+)/.exec(pdfText(file))![1])
  expect(pages).toBeGreaterThan(2)
  expect(pdfText(file).match(/Name Unit People/g)).toHaveLength(pages)
  expect(pdfText(file).match(/Őrsi Łukasz Ñuñez \d+/g)).toHaveLength(90)
})
