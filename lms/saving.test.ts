import { afterEach, expect, test, vi } from 'vitest'
import { uncopied } from './copy'
import { type Arrival, type Report, type Runtime, LmsUnreachable } from './runtime'
import { savingOf } from './saving'

afterEach(() => vi.restoreAllMocks())

const report = {} as Report
const RUNTIME: Runtime = {
  ...{ held: { suspended: '', mode: 'normal', mastery: null, outcome: null }, copy: null, returns: null },
  ...{ save: async () => 'seen', leave() {}, mayPlayAgain: () => false },
}
function saved(save: () => Promise<Arrival>, more: Partial<ReturnType<typeof uncopied>> = {}) {
  const seen: string[] = []
  const saving = savingOf(
    { ...uncopied({ ...RUNTIME, save }), ...more },
    () => report,
    () => 1,
  )
  saving.state.subscribe(() => seen.at(-1) !== saving.state.read() && seen.push(saving.state.read()))
  return { saving, seen }
}
const failing = (times: number, fault = () => new LmsUnreachable('away')) => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  let n = 0
  return async (): Promise<Arrival> => {
    if (n++ < times) throw fault()
    return 'seen'
  }
}

test('what changes while it is saved is saved too, one after the other', async () => {
  let underWay = 0
  let most = 0
  const { saving } = saved(async () => {
    most = Math.max(most, ++underWay)
    await new Promise((done) => setTimeout(done, 5))
    underWay--
    return 'seen'
  })
  for (let n = 0; n < 5; n++) {
    saving.changed()
    await new Promise((done) => setTimeout(done, 3))
  }
  await vi.waitFor(() => expect(saving.state.read()).toBe('saved'))
  expect(most).toBe(1)
})
test('one failure is only waiting, several are said, and it goes on by itself', async () => {
  const { saving, seen } = saved(failing(5))
  saving.changed()
  await vi.waitFor(() => expect(saving.state.read()).toBe('saved'))
  expect(seen).toEqual(['saving', 'waiting', 'stuck', 'saved'])
})
test('if only the time was not saved, nothing is missing', async () => {
  const { saving, seen } = saved(failing(1))
  expect([await saving.now(), seen]).toEqual([true, []])
})
test('a page that was overtaken says so and stops', async () => {
  const save = vi.fn(failing(Number.POSITIVE_INFINITY))
  const { saving } = saved(save, { isOvertaken: () => true })
  saving.changed()
  await vi.waitFor(() => expect(saving.state.read()).toBe('elsewhere'))
  await new Promise((done) => setTimeout(done, 20))
  expect(save).toHaveBeenCalledTimes(1)
})
test('in review nothing is saved, and nothing is missing', async () => {
  const save = vi.fn(async (): Promise<Arrival> => 'seen')
  const { saving } = saved(save, { held: { ...RUNTIME.held, mode: 'review' } })
  saving.changed()
  expect([await saving.now(), saving.state.read(), save.mock.calls]).toEqual([true, 'saved', []])
})
