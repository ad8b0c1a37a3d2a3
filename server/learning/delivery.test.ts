import { expect, test, vi } from 'vitest'
import { FIELD } from '@/scenarios/engine/play/moment-form'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { replay } from '@/scenarios/engine/play/journal'
import { ownLibrary } from '@/tests/support/library'
import { playBy } from '@/tests/support/random-play'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { libraryIn } from '../library/library'
import { readAttempt, startAttempt } from './attempts'
import { opened, postForm } from './delivery'
import { newLearner } from './learners'

const { work, counted } = vi.hoisted(() => {
  const work = { replays: 0, transitions: 0, stagings: 0 }
  const counted =
    <A extends unknown[], R>(name: keyof typeof work, does: (...of: A) => R) =>
    (...of: A): R => {
      work[name]++
      return does(...of)
    }
  return { work, counted }
})
vi.mock('@/scenarios/engine/play/journal', async (original) => {
  const actual = await original<typeof import('@/scenarios/engine/play/journal')>()
  return { ...actual, replay: counted('replays', actual.replay) }
})
vi.mock('@/scenarios/engine/play/transition', async (original) => {
  const actual = await original<typeof import('@/scenarios/engine/play/transition')>()
  return { ...actual, transition: counted('transitions', actual.transition) }
})
vi.mock('@/scenarios/engine/play/staging', async (original) => {
  const actual = await original<typeof import('@/scenarios/engine/play/staging')>()
  return { ...actual, stage: counted('stagings', actual.stage) }
})

const { scenario } = ownLibrary()
const { play } = (await libraryIn('en')).compiled(scenario, 'hostile')!

function played(): PlayEvent[] {
  let state = 1
  const events = playBy(play, () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) >>> 8)
  return events.filter((e) => e.type !== 'flag' && e.type !== 'unflag')
}

function formOf(event: PlayEvent, seq: number): FormData {
  const form = new FormData()
  form.set(FIELD.seq, String(seq))
  if (event.type === 'check') form.set(FIELD.check, event.check)
  if (event.type === 'decide') for (const [decision, option] of Object.entries(event.choices)) form.set(FIELD.choice(decision), option)
  if (event.type === 'decide' && event.rating) form.set(FIELD.rating, String(event.rating))
  if (event.type === 'report') form.set(FIELD.report, '1')
  if (event.type === 'judge') form.set(FIELD.looks, event.looks)
  if (event.type === 'judge' && event.looks !== 'unsure') form.set(FIELD.sure, event.sure)
  return form
}

onEitherDatabase((fresh) => {
  holdStore(fresh)
  async function begun() {
    const { learner } = await newLearner()
    const id = (await startAttempt({ learner, scenario, locale: 'en', variant: 'hostile' }))!
    const read = async () => (await readAttempt(learner, id))!
    return { page: `/en/learn/attempts/${id}`, read, post: async (form: FormData) => postForm(await read(), form, 'en') }
  }

  test('a scenario is played by forms to its debrief; each post replays the journal once and formats no text', async () => {
    const { page, post } = await begun()
    const events = played()
    const { steps } = replay(play, events)
    for (const [seq, event] of events.entries()) {
      Object.assign(work, { replays: 0, transitions: 0, stagings: 0 })
      const to = await post(formOf(event, seq))
      // What follows an act is shown below its moment.
      const next = { scene: page, consequence: `${page}#follows`, judgement: page, debrief: `${page}/debrief` }
      expect(to.split('?')[0]).toBe(next[steps[seq]!.after.phase])
      expect(to).not.toContain('note')
      // The transitions before, and the new one twice: for the write, and to decide where to go next.
      expect(work).toEqual({ replays: 1, transitions: seq + 2, stagings: 0 })
    }
  })

  test('a form from an earlier moment continues if it repeats what followed, and otherwise reports that the page was old', async () => {
    const { page, post, read } = await begun()
    const events = played()
    const decided = events.findIndex((e) => e.type === 'decide')
    for (const [seq, event] of events.slice(0, decided + 2).entries()) await post(formOf(event, seq))
    const { events: stored } = await read()
    expect(await post(formOf(events[decided]!, decided))).toBe(`${page}#follows`)
    expect(await post(formOf({ type: 'check', check: 's0000000' }, decided))).toBe(`${page}?note=stale`)
    expect(await post(formOf(events[decided]!, 99))).toBe(`${page}?note=refused`)
    expect((await read()).events).toEqual(stored)
  })

  test('the player starts with the journal and the exits: to the library, or to the course in which it was started', async () => {
    const { page, read } = await begun()
    const links = { action: `${page}/events`, finish: `${page}/debrief`, leave: `/en/learn?left=${page.split('/').at(-1)}` }
    expect(opened(await read(), 'en')).toMatchObject({ events: [], links })
    const course = { label: 'A course', href: '/en/courses/one' }
    expect(opened(await read(), 'en', course).links).toMatchObject({ ...links, course, leave: '/en/courses/one?note=left' })
  })
})
