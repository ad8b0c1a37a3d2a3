import { expect, test } from 'vitest'
import { addAccount } from '@/tests/support/accounts'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { database } from '../database'
import { inviteAll } from './invitations'
import { memberOfUser } from './members'
import { listKnown } from './people-search'

onEitherDatabase((fresh) => {
  holdStore(fresh)
  test('the filter “Invited” finds everybody who is invited and has not joined, also once the link has expired', async () => {
    const invite = (name: string) => inviteAll([{ email: `${name}@example.org`, name, roles: [], cohort: null }], 'mail', 'boss')
    await addAccount('boss')
    for (const name of ['open', 'lapsed', 'joined']) await invite(name)
    await database().updateTable('invitation').set({ expires_at: 5 }).where('email', '=', 'lapsed@example.org').execute()
    await memberOfUser(await addAccount('joined'))
    const found = async (search: string) =>
      (await listKnown({ search, standing: 'invited', page: 1 })).people.map(({ name, standing }) => [name, standing])
    expect(await found('')).toEqual([
      ['lapsed', 'invited'],
      ['open', 'invited'],
    ])
    expect(await found('laps')).toEqual([['lapsed', 'invited']])
  })
})
