import { expect, test } from 'vitest'
import { LIBRARY_SCENARIOS, libraryScript } from '@/tests/support/room-script'
import { difficultyOf } from './difficulty'

test('each scenario says from which moment on one can tell, and the later the harder', () => {
  const all = LIBRARY_SCENARIOS.filter(([id, variant]) => id.startsWith('P') && variant === 'hostile').map(([id]) => ({
    id,
    ...difficultyOf(libraryScript(id, 'hostile').compiled)!,
  }))
  for (const { id, moment, of } of all) {
    expect(moment, id).toBeGreaterThan(1)
    expect(moment, id).toBeLessThanOrEqual(of)
  }
  const share = (level: string) => all.filter((one) => one.level === level).map(({ moment, of }) => moment / of)
  expect(Math.max(...share('easier'), 0)).toBeLessThan(Math.min(...share('harder'), 1))
  expect(new Set(all.map(({ level }) => level)).size).toBeGreaterThan(1)
})
