import { expect, test, vi } from 'vitest'
import { memoryOf } from '@/tests/support/package-session'
import { type Copy, withCopy } from './copy'
import type { Arrival, Report } from './runtime'
import { savingOf } from './saving'

/** A page in an LMS that answers when the test says so. */
async function opened(copies: Map<string, Copy>, suspended = '') {
  const answers: ((arrival: Arrival) => void)[] = []
  const at = { place: suspended }
  const runtime = await withCopy(
    {
      held: { suspended, mode: 'normal', mastery: null, outcome: null },
      copy: { key: 'ada', readAt: Number.POSITIVE_INFINITY, distrust() {} },
      save: () => new Promise((arrive) => answers.push(arrive)),
      ...{ returns: null, leave() {}, mayPlayAgain: () => false },
    },
    () => memoryOf(copies),
    () => 1,
  )
  const saving = savingOf(runtime, () => ({ suspended: at.place }) as Report)
  return {
    ...{ runtime, saving, answers },
    does(place: string) {
      at.place = place
      saving.changed()
    },
  }
}

test('what waits for its turn while an earlier save is under way is kept already', async () => {
  const copies = new Map<string, Copy>()
  const page = await opened(copies)
  page.does('one|1')
  await vi.waitFor(() => expect(page.answers).toHaveLength(1))
  page.does('two|2')
  await vi.waitFor(() => expect(copies.get('ada')?.suspended).toBe('two|2'))
  expect(page.answers).toHaveLength(1)
  // Whether or not the first arrived before the page died.
  for (const held of ['', 'one|1'])
    expect((await opened(new Map(copies), held)).runtime).toMatchObject({ isBehind: true, held: { suspended: 'two|2' } })
})

test('an answer to an earlier save leaves what came after it, and the last one ends the copy', async () => {
  const copies = new Map<string, Copy>()
  const page = await opened(copies)
  page.does('one|1')
  await vi.waitFor(() => expect(page.answers).toHaveLength(1))
  page.does('two|2')
  page.answers[0]!('seen')
  await vi.waitFor(() => expect(page.answers).toHaveLength(2))
  expect(copies.get('ada')?.suspended).toBe('two|2')
  expect((await opened(new Map(copies), 'one|1')).runtime.held.suspended).toBe('two|2')
  // Played on from the start in another browser.
  expect((await opened(new Map(copies), 'other|1')).runtime.isBehind).toBe(false)
  page.answers[1]!('seen')
  await vi.waitFor(() => expect(page.saving.state.read()).toBe('saved'))
  expect(copies.size).toBe(0)
})
