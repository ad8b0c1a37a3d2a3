import { exploredOf } from '@/scenarios/authoring/inspect/trial'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { bestPlay, worstPlay } from '@/tests/support/best-play'
import { packageContent } from '@/tests/support/package-content'
import { packageLab } from '@/tests/support/package-session'
import { JUDGE, variantIn } from '@/tests/support/play'
import { type Course, type Standard, gradeOf } from '@/tests/support/strict-lms'
import { LmsUnreachable } from '../runtime'

const STANDARDS: Standard[] = ['scorm12', 'scorm2004']
const KNOWN = variantIn('P01', 'hostile')
const OWN = exploredOf(KNOWN.compiled)
const BEST: PlayEvent[] = [...bestPlay(OWN, () => 0), JUDGE]
const WORST: PlayEvent[] = [...worstPlay(OWN), JUDGE]
const content = packageContent('P01', { variant: 'hostile' })
const lab = (course: Course, of = content) => packageLab(of, course)
const COMPLETION = { scorm12: 'cmi.core.lesson_status', scorm2004: 'cmi.completion_status' }
const setsIn = (calls: { name: string }[]) => calls.filter(({ name }) => /Set|Commit/.test(name))

let warned: unknown[] = []
beforeEach(() => {
  warned = []
  vi.spyOn(console, 'warn').mockImplementation((fault) => warned.push(fault))
})
afterEach(() => vi.restoreAllMocks())

describe.each(STANDARDS)('%s', (standard) => {
  test.each(['review', 'browse'] as const)('in %s nothing is written, and the existing attempt is shown', async (mode) => {
    const { lms, open } = lab({ standard, mastery: 0.7 })
    const played = open()
    await played.play(BEST.slice(0, 9))
    await played.leave()
    const looking = packageLab(content, { standard, mastery: 0.7, mode })
    Object.assign(looking.lms.stored, lms.stored)
    const session = looking.open()
    expect(session.runtime.held.mode).toBe(mode)
    expect(session.delivery.journal().steps).toHaveLength(9)
    await session.play(BEST.slice(9))
    await session.leave()
    expect(setsIn(looking.lms.calls)).toEqual([])
    expect(looking.lms.rejected).toEqual([])
  })

  test('the mastery that the LMS set wins over the package’s own', async () => {
    const result = async (mastery: number, events: readonly PlayEvent[]) => {
      const { lms, open } = lab({ standard, mastery })
      const session = open()
      expect(session.runtime.held.mastery).toBe(mastery)
      await session.play(events)
      return lms.calls.findLast(({ args: [element] }) => element === 'cmi.success_status' || element === 'cmi.core.lesson_status')!.args[1]
    }
    expect(await result(0, WORST)).toBe('passed')
    expect(await result(0.7, WORST)).toBe('failed')
    const silent = BEST.filter(({ type }) => type !== 'report')
    expect(await result(0.1, silent)).toBe('passed')
    expect(await result(1, silent)).toBe('failed')
  })

  test('changed content keeps status and score, and its decisions come after the existing ones', async () => {
    const { lms, open } = lab({ standard, mastery: 0.7 })
    const first = open()
    await first.play(BEST)
    await first.leave()
    const before = { ...lms.stored }
    const released = packageLab({ ...content, hash: 'ffffffff' }, { standard, mastery: 0.7 })
    Object.assign(released.lms.stored, before)
    const second = released.open()
    expect(second.attempt).toMatchObject({ isRestarted: true, events: [] })
    await second.play(WORST)
    await second.leave()
    const outcome = /score|status|objectives/
    const kept = (stored: Record<string, string>) => Object.entries(stored).filter(([element]) => outcome.test(element))
    expect(kept(released.lms.stored)).toEqual(kept(before))
    expect(released.lms.rejected).toEqual([])
    const interactions = (stored: Record<string, string>) =>
      Object.keys(stored).filter((element) => /interactions\.\d+\.id/.test(element)).length
    const added = second.delivery.journal().steps.filter(({ event }) => event.type === 'decide').length
    expect(interactions(released.lms.stored)).toBeGreaterThanOrEqual(interactions(before) + added)
    for (const [element, value] of Object.entries(before).filter(([name]) => name.startsWith('cmi.interactions')))
      expect(released.lms.stored[element]).toBe(value)
    expect(released.open().attempt.events).toHaveLength(WORST.length)
  })

  test('an attempt resumes the variant that was drawn', async () => {
    const met = new Set<string>()
    for (const first of [0.1, 0.9]) {
      const { open } = packageLab(packageContent('P01', { variant: null }), { standard, mastery: 0.7 }, [first, 0.4, 1 - first, 0.6])
      const session = open()
      met.add(session.attempt.variant)
      await session.leave()
      const { variant, seed, play } = open().attempt
      expect({ variant, seed, play }).toEqual({ variant: session.attempt.variant, seed: session.attempt.seed, play: session.attempt.play })
    }
    expect(met).toEqual(new Set(['hostile', 'genuine']))
  })

  test('decisions that the LMS did not take are sent with the next one, each in its slot', async () => {
    const { lms, open } = lab({ standard, mastery: 0.7 })
    const session = open()
    const third = BEST.flatMap(({ type }, n) => (type === 'decide' ? [n] : []))[2]!
    let isBusy = true
    session.opened.fails((_, [element]) => isBusy && /interactions\.\d+\.(id|\w*_response)$/.test(element ?? ''))
    await session.play(BEST.slice(0, third))
    expect(Object.keys(lms.stored).filter((element) => /interactions/.test(element))).toEqual([])
    session.opened.fails((_, [element]) => isBusy && /_response$/.test(element ?? ''))
    await session.play(BEST.slice(third, third + 1))
    isBusy = false
    const before = lms.rejected.length
    await session.play(BEST.slice(third + 1))
    expect(lms.rejected).toHaveLength(before)

    const whole = lab({ standard, mastery: 0.7 })
    await whole.open().play(BEST)
    const sent = (stored: Record<string, string>) =>
      Object.fromEntries(Object.entries(stored).filter(([element]) => /interactions\..*(id|pattern|response|result)$/.test(element)))
    expect(sent(lms.stored)).toEqual(sent(whole.lms.stored))
  })

  test('completion alone sends 100 of 100, and no choices', async () => {
    const { lms, open } = lab({ standard, mastery: null }, packageContent('P01', { variant: 'hostile', report: 'completion' }))
    const session = open()
    await session.play(WORST)
    await session.leave()
    expect(lms.rejected).toEqual([])
    expect(lms.stored[COMPLETION[standard]]).toBe('completed')
    expect(lms.stored['cmi.success_status']).toBeUndefined()
    expect(gradeOf(lms.stored)).toBe(100)
    expect(Object.keys(lms.stored).filter((element) => /interactions|objectives/.test(element))).toEqual([])
  })

  test('the learner sees what the LMS does not take, and it is sent later, once', async () => {
    const { lms, open } = lab({ standard, mastery: 0.7 })
    const session = open()
    const decide = BEST.findIndex(({ type }) => type === 'decide') + 1
    await session.play(BEST.slice(0, decide - 1))
    session.opened.fails((name) => /Commit/.test(name))
    await session.delivery.append(decide - 1, BEST.slice(decide - 1, decide))
    expect(await session.saving.now()).toBe(false)
    expect(warned.at(-1)).toBeInstanceOf(LmsUnreachable)
    expect(String(warned.at(-1))).toMatch(/Commit .*101/)
    session.opened.fails((name) => /SetValue/.test(name))
    expect(await session.saving.now()).toBe(false)
    session.opened.fails(() => false)
    expect(await session.saving.now()).toBe(true)
    const ids = Object.entries(lms.stored).flatMap(([element, id]) => (/interactions\.\d+\.id/.test(element) ? [id] : []))
    expect(ids.length).toBeGreaterThan(0)
    expect(new Set(ids).size).toBe(ids.length)
    expect(open().attempt.events).toEqual(BEST.slice(0, decide))
  })
})

test('an LMS of SCORM 1.2 does not have to keep interactions and objectives', async () => {
  const { lms, open } = lab({ standard: 'scorm12', mastery: 0.7, lacks: ['interactions', 'objectives'] })
  const session = open()
  await session.play(BEST)
  await session.leave()
  expect(new Set(lms.rejected.map(({ args: [element] }) => element))).toEqual(new Set(['cmi.interactions._count', 'cmi.objectives._count']))
  expect(lms.stored['cmi.core.lesson_status']).toBe('passed')
  expect(open().attempt.events).toEqual(BEST)
})
