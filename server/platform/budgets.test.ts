import { expect, test } from 'vitest'
import { BUDGETS, mayStart } from './budgets'

test('each network has its own budget of attempts [p:network-budget]', async () => {
  for (let n = 0; n < BUDGETS.starts; n++) expect(await mayStart('2001:db8:1:2::/64')).toBe(true)
  expect(await mayStart('2001:db8:1:2::/64')).toBe(false)
  expect(await mayStart('2001:db8:1:3::/64')).toBe(true)
})
