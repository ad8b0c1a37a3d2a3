import { expect, test } from 'vitest'
import { holdStore, onEachDatabase } from '@/tests/support/store'
import { contains } from './contains'

const NAMES = ['Élodie Šárka', 'Jan_Willem', 'Jan-Willem', '50% Off', '50 Off', 'Back\\slash', 'ÅSA BERG']

onEachDatabase((fresh) => {
  const store = holdStore(fresh)

  test.each([
    ['élodie', ['Élodie Šárka']],
    ['ÉLODIE', ['Élodie Šárka']],
    ['Šárka', ['Élodie Šárka']],
    [' šÁRKA ', ['Élodie Šárka']],
    ['åsa', ['ÅSA BERG']],
    ['n_w', ['Jan_Willem']],
    ['JAN', ['Jan_Willem', 'Jan-Willem']],
    ['0%', ['50% Off']],
    ['k\\s', ['Back\\slash']],
    ['nobody', []],
    ['', NAMES],
  ])('%j finds those that have it in their name, in any case, and treats %% and _ like other characters', async (typed, expected) => {
    const { db } = store()
    await db.deleteFrom('user').execute()
    for (const [i, name] of NAMES.entries()) {
      const at = new Date(i).toISOString()
      await db
        .insertInto('user')
        .values({ id: `${i}`, name, email: `${i}@x.org`, emailVerified: 0, createdAt: at, updatedAt: at } as never)
        .execute()
    }
    const found = await db
      .selectFrom('user')
      .select('name')
      .where((e) => contains([e.ref('name')], typed))
      .orderBy('id')
      .execute()
    expect(found.map(({ name }) => name)).toEqual(expected)
  })
})
