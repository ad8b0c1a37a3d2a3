import { afterAll, beforeEach, expect, test } from 'vitest'
import { addAccount } from '@/tests/support/accounts'
import { openMailbox } from '@/tests/support/mailbox'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { correctName, resetAddress } from '../accounts/follow-directory'
import { inviteAll, newOwnLink } from '../accounts/invitations'
import { memberOfUser } from '../accounts/members'
import { noticesOf } from '../accounts/notices'
import { freeAddress } from '../accounts/unproven-address'
import { database } from '../database'
import { eraseUser } from '../privacy/erase-account'
import { removePerson } from '../privacy/remove-person'
import { joinAs, reset } from '../sign-in/joining'
import { formerAddress } from '../sign-in/prove-address'
import { sendReset } from '../sign-in/sign-up'
import { begin, carryOn } from './apply'
import { compare, store as keep } from './reading'
import { readLines } from './runs'

const file = (...lines: string[]) => Buffer.from(['External ID;Name;E-mail', ...lines].join('\n'))
const box = await openMailbox()
process.env.SMTP_URL = box.url
afterAll(() => box.close())

onEitherDatabase((fresh) => {
  holdStore(fresh)
  beforeEach(async () => {
    for (const table of ['directory_run', 'member', 'user', 'invitation'] as const) await database().deleteFrom(table).execute()
    for (const id of ['ann', 'boss']) await memberOfUser(await addAccount(id))
    box.mails.length = 0
  })
  const account = async (id: string) => {
    const row = await database().selectFrom('user').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    return { ...row, emailVerified: Boolean(row.emailVerified) }
  }
  const read = async (...lines: string[]) =>
    keep(await compare(file(...lines), { by: 'boss' }), { source: 'upload', by: 'boss', state: 'ready' })
  const apply = async (...lines: string[]) => {
    const run = await read(...lines)
    expect(await begin(run, 'boss')).toBe('begun')
    await carryOn(run)
    return run
  }
  const withPassword = (user: string) => {
    const at = new Date().toISOString()
    const row = { id: `p-${user}`, accountId: user, providerId: 'credential', userId: user, password: 'x', createdAt: at, updatedAt: at }
    return database()
      .insertInto('account')
      .values(row as never)
      .execute()
  }

  test('a name and an address that the directory changes are those of the account, and its holder is told at both addresses', async () => {
    await apply('1;Ann Lee;ann@example.org')
    await expect.poll(() => box.mails.length).toBe(1)
    box.mails.length = 0
    await apply('1;Ann Berg;ann.berg@example.org')
    expect(await account('ann')).toMatchObject({
      name: 'Ann Berg',
      namedBy: 'organisation',
      email: 'ann.berg@example.org',
      emailVerified: false,
    })
    expect((await noticesOf('ann')).map(({ kind, by }) => [kind, by])).toEqual([
      ['directory-address', 'boss (boss@example.org)'],
      ['directory-name', 'boss (boss@example.org)'],
    ])
    await expect.poll(() => box.mails.map(({ to }) => to).sort()).toEqual(['ann.berg@example.org', 'ann@example.org'])
    const told = await noticesOf('ann')
    await apply('1;Ann Berg;ann.berg@example.org')
    expect(await noticesOf('ann'), 'nothing changed').toEqual(told)
  })

  test('an address that the directory gave opens nothing until its holder has verified it [p:directory-address]', async () => {
    await withPassword('ann')
    await apply('1;Ann;ann@example.org')
    const earlier = [await newOwnLink('reset', 'ann', 'mail'), await newOwnLink('verify', 'ann', 'mail')]
    await apply('1;Ann;mallory@example.org')
    expect(await database().selectFrom('invitation').select('id').where('user_id', '=', 'ann').execute(), String(earlier.length)).toEqual(
      [],
    )
    await expect.poll(() => box.mails.filter(({ text }) => text.includes('changed the email address')).length).toBe(2)
    box.mails.length = 0
    await sendReset('mallory@example.org', 'en')
    expect(
      box.mails.map(({ to }) => to),
      'the letter goes to the holder of the account',
    ).toEqual(['ann@example.org'])
    expect(await reset(await newOwnLink('reset', 'ann', 'mail'), 'a long enough password', '')).toMatchObject({ ok: true })
    expect(await account('ann'), 'the letter proves the former address alone').toMatchObject({ emailVerified: false })
    // Mallory signs in through the provider, with the address that Ann’s account now has.
    await freeAddress({ sub: 'mallory', email: 'mallory@example.org', email_verified: true })
    expect(await account('ann'), 'Ann keeps the account').toMatchObject({ email: 'mallory@example.org', emailVerified: false })
    await apply('1;Ann;third@example.org')
    expect(await resetAddress('ann'), 'twice in a row').toBe('ann@example.org')
    await apply('1;Ann;third@example.org', '2;New Ann;ann@example.org')
    expect(await resetAddress('ann'), 'somebody else has the former address').toBe(null)
    box.mails.length = 0
    await sendReset('third@example.org', 'en')
    expect(box.mails).toEqual([])
  })

  test('an invitation that somebody passes on does not verify it, and nobody who is only invited closes the way back [p:directory-address]', async () => {
    await withPassword('ann')
    await apply('1;Ann;ann@example.org')
    await apply('1;Ann;mallory@example.org')
    const [invitation] = await inviteAll([{ email: 'mallory@example.org', name: '', roles: [], cohort: null }], 'mail', 'boss')
    await database().updateTable('invitation').set({ mail: 'sent' }).where('id', '=', invitation!.id).execute()
    const ann = { id: 'ann', name: 'Ann', email: 'mallory@example.org', roles: [] }
    // Outside a request there is no browser whose attempts it could keep.
    await expect(joinAs(ann, 'session', invitation!.token)).rejects.toThrow('outside a request')
    expect(await account('ann')).toMatchObject({ emailVerified: false, formerEmail: 'ann@example.org' })
    box.mails.length = 0
    const resets = () => box.mails.filter(({ text }) => text.includes('/reset/')).map(({ to }) => to)
    await sendReset('ann@example.org', 'en')
    expect(resets(), 'the address that she knows').toEqual(['ann@example.org'])
    await inviteAll([{ email: 'ann@example.org', name: '', roles: [], cohort: null }], 'mail', 'boss')
    expect(await resetAddress('ann')).toBe('ann@example.org')
    await sendReset('ann@example.org', 'en')
    expect(resets(), 'somebody else may have it now').toHaveLength(1)
  })

  test('a removal is mailed to both addresses, and erasing reaches lines with the former one [p:told-at-sign-in] [p:erasure]', async () => {
    await apply('1;Ann;ann@example.org')
    await apply('1;Ann;ann.berg@example.org')
    await expect.poll(() => box.mails.filter(({ text }) => text.includes('changed the email address')).length).toBe(2)
    box.mails.length = 0
    await database()
      .insertInto('user_role')
      .values({ user_id: 'boss', role: 'administrator' } as never)
      .execute()
    expect(await removePerson('ann', { id: 'boss', name: 'Boss', email: 'boss@example.org' })).toEqual({ ok: true })
    const removals = () => box.mails.filter(({ subject }) => subject.includes('removed')).map(({ to }) => to)
    await expect.poll(() => removals().sort()).toEqual(['ann.berg@example.org', 'ann@example.org'])
    await addAccount('lee', { email: 'lee@example.org' })
    await memberOfUser('lee')
    await apply('2;Lee;lee@example.org')
    await apply('2;Lee;lee.hill@example.org')
    await apply('2;Lee;lee@example.org')
    expect([(await account('lee')).email, await formerAddress('lee')], 'taken back').toEqual(['lee@example.org', null])
    // Single sign-on does not take the account for somebody else's.
    await freeAddress({ sub: 'lee', email: 'lee@example.org', email_verified: true })
    expect((await account('lee')).email).toBe('lee@example.org')
    await apply('2;Lee;lee.hill@example.org')
    await database().updateTable('user').set({ formerEmail: null }).where('id', '=', 'lee').execute()
    await eraseUser('lee')
    const left = await database().selectFrom('directory_change').select('body').execute()
    expect(left.filter(({ body }) => body.includes('lee@example.org') || body.includes('lee.hill@'))).toEqual([])
  })

  test('an address that another account has is a finding, and the account keeps its own', async () => {
    await apply('1;Ann;ann@example.org')
    await addAccount('other', { email: 'taken@example.org' })
    await memberOfUser('other')
    await database().updateTable('member').set({ address: 'elsewhere@example.org' }).where('user_id', '=', 'other').execute()
    const run = await apply('1;Ann;taken@example.org')
    expect((await readLines(run, 'note', 1)).lines).toMatchObject([{ reason: 'account', address: 'taken@example.org', value: 'other' }])
    expect(await account('ann')).toMatchObject({ email: 'ann@example.org', emailVerified: true })
    const again = await read('1;Ann;boss@example.org')
    expect((await readLines(again, 'problem', 1)).lines).toMatchObject([{ reason: 'taken', value: 'boss@example.org' }])
  })

  test('an administrator corrects a name that no directory gives', async () => {
    const { id } = await database().selectFrom('member').select('id').where('user_id', '=', 'ann').executeTakeFirstOrThrow()
    expect(await correctName(id, 'Ann Berg', 'boss')).toBe(true)
    expect(await account('ann')).toMatchObject({ name: 'Ann Berg', namedBy: 'organisation' })
    expect(await database().selectFrom('member').select('name').where('id', '=', id).execute()).toEqual([{ name: 'Ann Berg' }])
    expect((await noticesOf('ann')).map(({ kind }) => kind)).toEqual(['renamed'])
    await apply('1;Ann Lee;ann@example.org')
    expect(await correctName(id, 'Ann Hill', 'boss'), 'the directory gives it').toBe(false)
    expect((await account('ann')).name).toBe('Ann Lee')
  })
})
