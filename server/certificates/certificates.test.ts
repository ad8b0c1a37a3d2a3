import { describe, expect, test } from 'vitest'
import { courseOf, learner, published } from '@/tests/support/courses'
import { everything, holdStore, onEitherDatabase } from '@/tests/support/store'
import { eraseLearner } from '../learning/learners'
import { newId } from '../platform/tokens'
import {
  certificateOf,
  issueCertificate,
  readCode,
  removeCertificateName,
  renewCertificateName,
  revokeCertificate,
  revokedCodes,
  verifyCertificate,
  withdrawCertificate,
} from './certificates'
import { enrol, readEnrolment } from '../enrolment/enrolment'
import { readItem } from '../enrolment/progress'

onEitherDatabase((fresh) => {
  const store = holdStore(fresh)
  async function completed(rules: Parameters<typeof courseOf>[1] = {}, done = true) {
    const { cohort } = await published(courseOf([], rules))
    const who = await learner()
    const result = await enrol({ learner: who, cohort })
    if (!result.ok) throw new Error(result.reason)
    if (done) for (const item of ['read', 'whom']) await readItem(result.id, item)
    return { who, id: result.id, enrolment: (await readEnrolment(who, result.id))! }
  }

  describe('a certificate', () => {
    test('exists once everything is done, under one code, also on concurrent requests', async () => {
      expect(await issueCertificate((await completed({}, false)).enrolment, 'Sam')).toBeNull()
      const { enrolment, id } = await completed({ title: 'First steps' })
      const made = await Promise.all(['Sam', 'Sam', 'Sam'].map((name) => issueCertificate(enrolment, name)))
      expect(new Set(made.map((c) => c!.code)).size).toBe(1)
      expect(made[0]).toMatchObject({
        name: 'Sam',
        title: 'First steps',
        expiresAt: null,
        revokedAt: null,
        completedAt: enrolment.row.completed_at,
      })
      expect(made[0]!.code).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/)
      expect(await certificateOf(id)).toEqual(made[0])
    })

    test('is not issued if mastery was required and missed', async () => {
      const { who, id } = await completed()
      await store().db.updateTable('enrolment').set({ passed: 0 }).where('id', '=', id).execute()
      expect(await issueCertificate((await readEnrolment(who, id))!, '')).toBeNull()
    })

    test('is verified by its code as people type it, until the course has to be taken again', async () => {
      const { enrolment } = await completed({ renew_months: 12 })
      const certificate = (await issueCertificate(enrolment, 'Sam Rivers'))!
      for (const typed of [
        certificate.code,
        certificate.code.toLowerCase(),
        certificate.code.replaceAll('-', ''),
        ` ${certificate.code.replaceAll('-', ' ')} `,
      ]) {
        expect(await verifyCertificate(typed), typed).toEqual({ state: 'valid', certificate })
      }
      expect(await verifyCertificate(certificate.code, certificate.expiresAt! - 1)).toMatchObject({ state: 'valid' })
      expect(await verifyCertificate(certificate.code, certificate.expiresAt!)).toMatchObject({ state: 'expired' })
      for (const unknown of ['', 'made-up', '2222-2222-2222', `${certificate.code}2`, '0000-0000-0000', '%00'.repeat(4)]) {
        expect(await verifyCertificate(unknown), unknown).toEqual({ state: 'unknown' })
      }
    })

    test('loses its name everywhere when the learner removes it', async () => {
      const { enrolment, id } = await completed()
      const { code } = (await issueCertificate(enrolment, 'Robin Vale'))!
      await removeCertificateName(id)
      expect(await verifyCertificate(code)).toMatchObject({ state: 'valid', certificate: { name: '' } })
      expect((await everything(store())).filter(({ row }) => row.includes('Robin Vale'))).toEqual([])
    })

    test('of a course with names carries the account’s name of that day, whatever was requested, and keeps it; who vouches for it depends on who gave it [p:certificate-names]', async () => {
      const named = async (asked: string, namedBy = 'organisation') => {
        const { id, who, enrolment } = await completed({ people: 'names' })
        const user = newId()
        const now = store().kind === 'sqlite' ? new Date().toISOString() : new Date()
        await store()
          .db.insertInto('user')
          .values({
            id: user,
            name: 'Ada Ellis',
            namedBy,
            email: `${user}@example.org`,
            emailVerified: store().kind === 'sqlite' ? 0 : false,
            createdAt: now,
            updatedAt: now,
          } as never)
          .execute()
        await store().db.updateTable('learner').set({ user_id: user }).where('id', '=', who).execute()
        return { id, user, enrolment, ...(await issueCertificate(enrolment, asked))! }
      }
      const { code, enrolment, user } = await named('Somebody Else')
      expect(await verifyCertificate(code)).toMatchObject({ state: 'valid', certificate: { name: 'Ada Ellis', nameBy: 'account' } })
      await store().db.updateTable('user').set({ name: 'Somebody Else' }).where('id', '=', user).execute()
      expect(await issueCertificate(enrolment, 'Somebody Else')).toMatchObject({ code, name: 'Ada Ellis' })
      expect(await verifyCertificate(code)).toMatchObject({ certificate: { name: 'Ada Ellis' } })
      // Only the organisation's name follows, and only if the holder asks.
      await renewCertificateName(enrolment.row.id, enrolment.row.learner_id)
      expect(await verifyCertificate(code)).toMatchObject({ certificate: { name: 'Somebody Else', nameBy: 'account' } })
      await store().db.updateTable('user').set({ name: 'Chosen Myself', namedBy: 'holder' }).where('id', '=', user).execute()
      await renewCertificateName(enrolment.row.id, enrolment.row.learner_id)
      expect(await verifyCertificate(code)).toMatchObject({ certificate: { name: 'Somebody Else' } })
      expect(await named('')).toMatchObject({ name: '', nameBy: 'account' })
      expect(await named('Somebody Else', 'holder')).toMatchObject({ name: 'Ada Ellis', nameBy: 'holder' })
    })

    test('without an account’s name says that its name is the holder’s own claim, and is never issued to another [p:certificate-names]', async () => {
      const { enrolment, id } = await completed()
      const { code } = (await issueCertificate(enrolment, 'Sam Rivers'))!
      expect(await verifyCertificate(code)).toMatchObject({ certificate: { name: 'Sam Rivers', nameBy: 'holder' } })
      expect(await issueCertificate(enrolment, 'Kim Vale')).toMatchObject({ code, name: 'Sam Rivers' })
      await removeCertificateName(id)
      expect(await issueCertificate(enrolment, 'Kim Vale')).toMatchObject({ code, name: '' })
    })

    test('withdrawn by its learner says only that, and does not come back', async () => {
      const { enrolment, id } = await completed()
      const { code } = (await issueCertificate(enrolment, 'Sam Rivers'))!
      expect(await withdrawCertificate(id)).toBe(true)
      expect(await withdrawCertificate(id)).toBe(false)
      expect(await verifyCertificate(code)).toEqual({ state: 'revoked' })
      await removeCertificateName(id)
      expect(await issueCertificate(enrolment, 'Sam Rivers')).toMatchObject({ code, name: '' })
      expect(await revokedCodes()).toContain(code)
    })

    test('revoked by an owner is recorded in the log, without a name', async () => {
      const actor = newId()
      const { enrolment, id } = await completed()
      const now = store().kind === 'sqlite' ? new Date().toISOString() : new Date()
      await store()
        .db.insertInto('user')
        .values({
          id: actor,
          name: 'Kim',
          email: `${actor}@example.org`,
          emailVerified: store().kind === 'sqlite' ? 0 : false,
          createdAt: now,
          updatedAt: now,
        } as never)
        .execute()
      const { code } = (await issueCertificate(enrolment, 'Sam Rivers'))!
      expect(await revokeCertificate(id, actor)).toBe(true)
      expect(await revokeCertificate(id, actor)).toBe(false)
      expect(await verifyCertificate(code)).toEqual({ state: 'revoked' })
      const acts = await store().db.selectFrom('audit').selectAll().where('subject', '=', id).execute()
      expect(acts).toMatchObject([{ action: 'certificate.revoked' }])
      expect(JSON.stringify(acts)).not.toContain('Sam')
    })

    test('is deleted with its learner [p:enrolments]', async () => {
      const { who, enrolment } = await completed()
      const { code } = (await issueCertificate(enrolment, ''))!
      await eraseLearner(who)
      expect(await verifyCertificate(code)).toEqual({ state: 'unknown' })
    })
  })
})

test('a code is read as people write it', () => {
  expect(readCode('abcd efgh jklm')).toBe('ABCD-EFGH-JKLM')
  expect(readCode('ABCD-EFGH-JKL')).toBeNull()
  expect(readCode('ABCD-EFGH-JKLO'), 'O is no letter of a code').toBeNull()
})
