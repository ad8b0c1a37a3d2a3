import { expect, test } from 'vitest'
import { somebody } from '@/tests/support/people'
import { holdStore, onSqlite } from '@/tests/support/store'
import { ifThereIsRoom } from '../accounts/hashing'
import { inviteAll, newOwnLink, readInvitation } from '../accounts/invitations'
import { join, reset } from './joining'

const HERE = '192.0.2.1'
const PASSWORD = 'a different horse battery'

/** While as many wait for their password to be hashed as may do so for this account. */
async function crowded<T>(account: string, act: () => Promise<T>): Promise<T> {
  let release = () => {}
  const held = new Promise<void>((done) => (release = done))
  const crowd = Array.from({ length: 4 }, () => ifThereIsRoom({ account, address: '198.51.100.1' }, () => held))
  const result = await act()
  release()
  await Promise.all(crowd)
  return result
}

onSqlite((fresh) => {
  let address: Awaited<ReturnType<typeof fresh>>
  holdStore(async (as) => (address = await fresh(as)))

  test('a link still works after too many waited for their passwords at once', async () => {
    const [invitation] = await inviteAll([{ email: 'new@example.org', name: 'New', roles: [], cohort: null }], 'person', null)
    const joined = await crowded('new@example.org', () => join(invitation!.token, { name: 'New', password: PASSWORD }, HERE))
    expect(joined).toEqual({ ok: false, reason: 'busy' })
    expect(await readInvitation('invite', invitation!.token)).toMatchObject({ email: 'new@example.org' })

    const { id, email } = await somebody(address, 3000)
    const link = await newOwnLink('reset', id, 'person')
    expect(await crowded(id, () => reset(link, PASSWORD, HERE))).toEqual({ ok: false, reason: 'busy' })
    expect(await reset(link, PASSWORD, HERE)).toEqual({ ok: true, email })
  })
})
