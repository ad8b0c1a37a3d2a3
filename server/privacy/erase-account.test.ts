import { describe, expect, test } from 'vitest'
import { everything, holdStore, onEitherDatabase } from '@/tests/support/store'
import type { Database } from '../database'
import { newId } from '../platform/tokens'
import { eraseAgain, recordErasure } from './erase-account'

async function account(db: Database, id: string, email: string) {
  const now = new Date()
  await db
    .insertInto('user')
    .values({ id, name: 'Sam', email, emailVerified: 0, createdAt: now.toISOString(), updatedAt: now.toISOString() } as never)
    .execute()
}

describe('the ledger of erasures', () => {
  onEitherDatabase((fresh) => {
    const store = holdStore(fresh)

    test('erases again people who came back, and nobody else', async () => {
      const { db } = store()
      const [user, own, other] = [newId(), newId(), newId()]
      await account(db, user, 'sam@example.org')
      await db
        .insertInto('learner')
        .values([
          { id: own, user_id: user, created_at: 0 },
          { id: other, user_id: null, created_at: 0 },
          ...Array.from({ length: 1_200 }, () => ({ id: newId(), user_id: null, created_at: 0 })),
        ])
        .execute()
      await db
        .insertInto('invitation')
        .values({
          id: 'hash',
          kind: 'invite',
          email: 'sam@example.org',
          name: 'Sam',
          user_id: null,
          roles: '[]',
          cohort_id: null,
          created_at: 0,
          expires_at: 0,
        })
        .execute()
      const again = () => db.transaction().execute(eraseAgain)
      expect(await again()).toBe(0)

      await recordErasure(user)
      await recordErasure(user)
      await recordErasure(newId())
      expect(await again()).toBe(1)
      const rows = await everything(store())
      for (const trace of [user, own, 'sam@example.org']) expect(rows.filter(({ row }) => row.includes(trace))).toEqual([])
      expect(rows.filter(({ table }) => table === 'learner')).toHaveLength(1_201)

      await recordErasure(other)
      expect(await again()).toBe(1)
      expect(await again()).toBe(0)
    })
  })
})
