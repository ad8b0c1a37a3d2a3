import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAutosave } from './autosave'
import type { PostResult } from './post'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function saving(answers: PostResult[]) {
  const saved: string[] = []
  const draft = createAutosave<string>('', async (value: string) => {
    saved.push(value)
    return answers.shift() ?? { ok: true, body: null }
  })
  return { saved, draft }
}
const after = (ms: number) => vi.advanceTimersByTimeAsync(ms)

test('saves once after a second without typing', async () => {
  const { saved, draft } = saving([])
  draft.change('a')
  await after(900)
  draft.change('ab')
  await after(900)
  expect([saved, draft.read().state]).toEqual([[], 'typing'])
  await after(100)
  expect([saved, draft.read()]).toEqual([['ab'], { value: 'ab', state: 'saved' }])
})
test('leaving the field saves at once, but only if something is new', async () => {
  const { saved, draft } = saving([])
  draft.flush()
  draft.change('a')
  draft.flush()
  draft.flush()
  await after(5000)
  expect(saved).toEqual(['a'])
})
test('text typed during a save is saved too', async () => {
  let done: (posted: PostResult) => void = () => {}
  const saved: string[] = []
  const draft = createAutosave<string>('', (value: string) => {
    saved.push(value)
    return new Promise<PostResult>((resolve) => {
      done = resolve
    })
  })
  draft.change('a')
  draft.flush()
  draft.change('ab')
  await after(2000)
  expect(draft.read().state).toBe('saving')
  done({ ok: true, body: null })
  await after(0)
  done({ ok: true, body: null })
  await after(0)
  expect([saved, draft.read().state]).toEqual([['a', 'ab'], 'saved'])
})
test('a lost network is shown, and the save repeated until it succeeds', async () => {
  const lost: PostResult = { ok: false, reason: 'unreachable' }
  const { saved, draft } = saving([lost, lost])
  draft.change('a')
  await after(1000)
  expect(draft.read().state).toBe('waiting')
  await after(8000)
  expect([saved.length, draft.read()]).toEqual([3, { value: 'a', state: 'saved' }])
})
test('a refusal is shown and the text stays in the field', async () => {
  const { saved, draft } = saving([{ ok: false, reason: 'forbidden' }])
  draft.change('a')
  await after(60_000)
  expect([saved.length, draft.read()]).toEqual([1, { value: 'a', state: 'refused', reason: 'forbidden' }])
})
