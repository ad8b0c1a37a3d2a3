import { expect, test } from 'vitest'
import { BUDGETS, mayOpen, mayStart, networkOf } from './budgets'

test.each([
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:db8::9', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['64:ff9b::192.0.2.7', '64:ff9b:0:0::/64'],
  ['192.0.2.7', '192.0.2.7'],
  ['unknown', 'unknown'],
])('%s is of the network %s', (address, network) => expect(networkOf(address)).toBe(network))

test('a network has one budget, whichever of its addresses asks; another has its own [p:network-budget]', async () => {
  for (const [may, most] of [[mayStart, BUDGETS.starts], [mayOpen, BUDGETS.opened]] as const) {
    for (let n = 0; n < most; n++) expect(await may(`2001:db8:1:2::${(n % 9000) + 1}`)).toBe(true)
    expect(await may('2001:db8:1:2:ffff::1')).toBe(false)
    expect(await may('2001:db8:1:3::1')).toBe(true)
  }
})
