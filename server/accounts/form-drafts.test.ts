import { expect, test } from 'vitest'
import { addAccount } from '@/tests/support/accounts'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { readFormDraft, saveFormDraft } from './form-drafts'

onEitherDatabase((fresh) => {
  holdStore(fresh)
  test('a text that would make the page of its form huge is not kept, and the rest of the form is', async () => {
    const user = await addAccount('owner')
    const form = { title: 'A <title>', body: '<'.repeat(400_000), items: ['"'.repeat(400_000), 'one'] }
    expect(await readFormDraft(user, await saveFormDraft(user, form))).toEqual({ title: 'A <title>', body: '', items: ['', 'one'] })
  })
})
