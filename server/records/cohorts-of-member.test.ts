import { expect, test } from 'vitest'
import { addAccount } from '@/tests/support/accounts'
import { exampleCourse, published } from '@/tests/support/courses'
import { holdStore, onEachDatabase } from '@/tests/support/store'
import { inviteAll } from '../accounts/invitations'
import { type PersonState, listKnown, readAbout } from '../accounts/people-search'
import { comeBack, leave } from '../accounts/leave'
import { listInDirectory, memberOfUser } from '../accounts/members'
import { addRoles, learnerOfUser } from '../accounts/people'
import { database } from '../database'
import { cohortsOfMember } from './cohorts-of-member'
import { enrol } from '../enrolment/enrolment'
import { lineHistory } from './history'

onEachDatabase((fresh) => {
  holdStore(fresh)
  const account = async (id: string, name: string) => memberOfUser(await addAccount(id, { name }))
  const list = (...people: string[]) =>
    listInDirectory(
      database(),
      people.map((line) => {
        const [name, address, unit, site, manager] = line.split(';') as [string, string, string, string, string]
        return { name, address, unit, site, manager, source: 'directory' }
      }),
    )
  const found = async (search = '', standing: PersonState | null = null) =>
    (await listKnown({ search, standing, page: 1 })).people.map((one) => [one.name, one.standing])

  test('people of the directory, of accounts and of invitations are one list, and each can be found', async () => {
    const { cohort } = await published({ ...exampleCourse, people: 'names' })
    await account('dana', 'Dana Ostrova')
    await addRoles(database(), 'dana', ['administrator'])
    await list(
      'Ada Ábel;ada@example.org;Minister’s Office;Oslo;dana@example.org',
      'Ed Eks;ed@example.org;Legal;Bergen;',
      'Gil;gil@example.org;Legal;Oslo;',
    )
    await inviteAll([{ email: 'ed@example.org', name: '', roles: [], cohort }], 'person', null)
    const gil = (await listKnown({ search: 'gil@', standing: null, page: 1 })).people[0]!
    await leave(gil.id, 'hand', 'dana')
    expect(await found()).toEqual([
      ['Ada Ábel', 'known'],
      ['Dana Ostrova', 'account'],
      ['Ed Eks', 'invited'],
      ['Gil', 'left'],
    ])
    expect(await found('ABEL')).toEqual([['Ada Ábel', 'known']])
    expect(await found('minister’s')).toEqual([['Ada Ábel', 'known']])
    expect(await found('legal', 'invited')).toEqual([['Ed Eks', 'invited']])
    expect(await found('', 'left')).toEqual([['Gil', 'left']])
    expect(await found('100%')).toEqual([])
    expect((await listKnown({ search: 'dana', standing: 'account', page: 1 })).people[0]).toMatchObject({
      user: 'dana',
      email: 'dana@example.org',
      roles: ['administrator'],
      lastSignIn: null,
    })
    // Somebody without an account comes back as listed in the directory, so that we do not forget them. The log has both acts.
    await comeBack(gil.id, 'hand', 'dana')
    expect(await readAbout({ member: gil.id })).toMatchObject({ source: 'directory', leftAt: null, unit: 'Legal', user: null })
    const log = await database().selectFrom('audit').select('action').where('subject', '=', gil.id).orderBy('at').orderBy('id').execute()
    expect(log.map(({ action }) => action).sort()).toEqual(['account.deactivated', 'account.reactivated'])
  })

  test('are listed in pages', async () => {
    await list(...Array.from({ length: 60 }, (_, i) => `Person ${100 + i};p${i}@pages.example.org;Paged;;`))
    const [first, second] = [
      await listKnown({ search: 'paged', standing: null, page: 1 }),
      await listKnown({ search: 'paged', standing: null, page: 2 }),
    ]
    expect([first.total, first.people.length, second.people.length]).toEqual([60, 50, 10])
    expect(new Set([...first.people, ...second.people].map(({ id }) => id)).size).toBe(60)
  })

  test('a person’s page tells where they are enrolled or invited, and nothing of courses in which people are codes', async () => {
    const [named, coded] = [await published({ ...exampleCourse, people: 'names' }), await published({ ...exampleCourse, people: 'codes' })]
    const kim = await account('kim', 'Kim Lee')
    for (const { cohort } of [named, coded]) await enrol({ learner: await learnerOfUser('kim'), cohort })
    const [own, ...others] = await cohortsOfMember(kim)
    expect([own, others]).toMatchObject([{ id: named.cohort, state: 'not-started', overdue: false }, []])
    expect((await lineHistory(named.id, own!.line))!.line).toMatchObject({ who: 'Kim Lee' })
    for (const { cohort } of [named, coded]) await inviteAll([{ email: 'lo@example.org', name: 'Lo', roles: [], cohort }], 'person', null)
    const lo = (await listKnown({ search: 'lo@example', standing: null, page: 1 })).people[0]!
    const [invited, ...more] = await cohortsOfMember(lo.id)
    expect([invited, more]).toMatchObject([{ id: named.cohort, state: 'invited' }, []])
    expect((await lineHistory(named.id, invited!.line))!.line).toMatchObject({ email: 'lo@example.org' })
  })
})
