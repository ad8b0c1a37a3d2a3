import { describe, expect, test } from 'vitest'
import { courseOf, published } from '@/tests/support/courses'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { inviteAll, newOwnLink } from '../accounts/invitations'
import { OrganisationSchema, applyDraft, changeDraft, saveOrganisation } from './organisation'
import { database } from '../database'
import * as settings from '../platform/config'
import { createCourse } from '../courses/courses'
import { type Step, firstSteps, isTestMail, putFirstStepsAway, showFirstSteps, testMailArrived, testMailWritten } from './first-steps'

onEitherDatabase((fresh) => {
  holdStore(fresh)
  const open = async () => {
    const now = await firstSteps()
    return now.state === 'open' ? now.steps.filter(({ done }) => !done) : now.state
  }
  const names = async () => {
    const left = await open()
    return typeof left === 'string' ? left : left.map(({ step }) => step)
  }

  describe('the first steps', () => {
    test('are done by what the server finds, in any order, can be hidden, and are gone for good after the last', async () => {
      const config = settings.config()
      Object.assign(config, { PUBLIC_URL: undefined, SMTP_URL: undefined, CONTACT_NAME: undefined, CONTACT_PHONE: undefined })
      Object.assign(config, { CONTACT_EMAIL: undefined })
      expect(await firstSteps()).toEqual({ state: 'none' })
      await showFirstSteps()
      const all: Step[] = ['address', 'mail', 'name', 'contacts', 'course', 'publish', 'people']
      expect(await names()).toEqual(all)

      Object.assign(config, { PUBLIC_URL: 'https://training.example', SMTP_URL: 'smtp://mail.example' })
      expect(await names()).toEqual(all.slice(1))
      const at = new Date().toISOString()
      await database()
        .insertInto('user')
        .values({ id: 'asking', name: '', email: 'asking@example.org', emailVerified: '0', createdAt: at, updatedAt: at } as never)
        .execute()
      const testMail = async () => {
        const token = await newOwnLink('verify', 'asking', 'mail')
        await testMailWritten(token)
        return token
      }
      const [first, last] = [await testMail(), await testMail()]
      expect(await testMailArrived(first)).toBe(false)
      expect(await isTestMail(last)).toBe(true)
      expect(await names()).toEqual(all.slice(1))
      expect(await testMailArrived(last)).toBe(true)
      expect(await testMailArrived(last)).toBe(false)
      expect(await names()).toEqual(all.slice(2))

      // A draft is not what learners see, so the step says so and leads to the page that publishes it.
      await changeDraft(() => ({ name: 'Ministry' }))
      expect((await open())[0]).toMatchObject({ step: 'name', open: 'draft', at: '/organisation' })
      await applyDraft()
      expect(await names()).toEqual(all.slice(3))

      await putFirstStepsAway()
      expect(await firstSteps()).toEqual({ state: 'away' })
      await showFirstSteps()
      expect(await names()).toEqual(all.slice(3))

      const building = await createCourse(courseOf([]), 'Everybody')
      expect((await open())[1]).toMatchObject({ step: 'publish', at: `/courses/${building}/publish` })
      const { cohort } = await published(courseOf([]))
      expect((await open())[1]).toMatchObject({ step: 'people', at: `/people/add?cohort=${cohort}` })
      await inviteAll([{ email: 'a@example.org', name: '', roles: [], cohort: null }], 'mail', null)
      expect(await names()).toEqual(['contacts', 'people'])
      await inviteAll([{ email: 'b@example.org', name: '', roles: [], cohort }], 'mail', null)
      expect(await names()).toEqual(['contacts'])

      const organisation = { name: 'Ministry', contacts: [{ name: 'The desk', phone: '1' }] }
      await saveOrganisation(OrganisationSchema.parse(organisation))
      expect(await firstSteps()).toEqual({ state: 'finished' })
      await saveOrganisation(OrganisationSchema.parse({}))
      await showFirstSteps()
      expect(await firstSteps()).toEqual({ state: 'finished' })
    })
  })
})
