/** Every scenario in an LMS that refuses everything cmi5 forbids, and faults at every request. */
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { SCENARIO, content, lms, open, sent } from '@/tests/support/cmi5-lab'
import { startLms } from '@/tests/support/cmi5-lms'
import { badly, close, play, tab, well } from '@/tests/support/cmi5-page'
import { variants } from '@/tests/support/play'
import { isCountedScenario } from '../content'

afterEach(() => vi.restoreAllMocks())

describe.each(variants.map(({ name }) => name))('%s', (name) => {
  const scenario = content(name)
  const isJudged = isCountedScenario(scenario)

  test.each([
    ['well', well(scenario)],
    ['badly', badly(scenario)],
  ])('played %s, nothing is refused, and everything is sent once', async (how, events) => {
    const server = await lms()
    const page = await open(scenario, server.launch(), tab())
    expect(await play(page, events)).toBe(true)
    await page.runtime.leave('left')
    expect(server.refused).toEqual([])
    const verbs = server.verbs()
    expect([verbs[0], verbs.at(-1)]).toEqual(['initialized', 'terminated'])
    expect(verbs.filter((verb) => verb !== 'answered')).toEqual([
      'initialized',
      ...(isJudged ? [how === 'well' ? 'passed' : 'failed'] : []),
      'completed',
      'terminated',
    ])
    const answers = sent(server, 'answered')
    // For a tutorial and for a scenario that may be skipped, the LMS never hears how it was played.
    expect(answers.length > 0).toBe(isJudged)
    if (how === 'well') expect(answers.map(({ result }) => result!.success)).not.toContain(false)
  })

  test('loaded again after every step, it continues in the same session as if nothing had happened', async () => {
    const server = await lms({ isVersioned: true })
    const [search, storage, events] = [server.launch(), tab(), well(scenario)]
    let page = await open(scenario, search, storage)
    for (const [seq, event] of events.entries()) {
      await page.delivery.append(seq, [event])
      expect(await page.saving.now()).toBe(true)
      if (seq === events.length - 1) break
      await close(page)
      page = await open(scenario, search, storage)
      expect(page.events).toEqual(events.slice(0, seq + 1))
    }
    await close(page)
    expect(server.refused).toEqual([])
    expect(server.verbs().filter((verb) => verb === 'initialized' || verb === 'completed' || verb === 'terminated')).toEqual([
      'initialized',
      'completed',
      'terminated',
    ])
    expect(new Set(server.statements.map(({ id }) => id)).size).toBe(server.statements.length)
  })
})

test('an LMS that loses its answer to any request has no statement twice', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  const scenario = content(SCENARIO)
  const events = well(scenario)
  for (let lost = 1; lost <= 40; lost++) {
    const server = await startLms()
    const [search, storage] = [server.launch(), tab()]
    server.failing((n) => (n === lost ? 'after' : null))
    const page = await open(scenario, search, storage).catch(() => open(scenario, search, storage).catch(() => null))
    // Only the token cannot be fetched twice.
    if (lost === 1) expect(page).toBeNull()
    if (page) {
      if (!(await play(page, events))) await play(page, events, 0)
      await page.runtime.leave('left')
      await page.runtime.leave('left')
      expect(new Set(server.statements.map(({ id }) => id)).size).toBe(server.statements.length)
      expect([sent(server, 'passed').length, sent(server, 'completed').length, sent(server, 'initialized').length]).toEqual([1, 1, 1])
      expect(server.refused).toEqual([])
    }
    await server.stop()
  }
})

describe('a tab closed', () => {
  const scenario = content(SCENARIO)
  const events = well(scenario)
  const decisions = (list: readonly PlayEvent[]) => list.filter(({ type }) => type === 'decide').length

  test.each(Array.from({ length: 20 }, (_, i) => i))('at point %i loses at most one decision, and is never passed early', async (point) => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const server = await lms()
    const page = await open(scenario, server.launch(), tab())
    // From one request on, nothing from this page reaches the LMS. At every other point, the LMS still carries out the last one.
    const opening = server.requests()
    const last = opening + 1 + Math.floor(point * 1.4)
    server.failing((n) => (n + opening < last ? null : n + opening === last && point % 2 === 0 ? 'after' : 'before'))
    let played = 0
    while (played < events.length && (await play(page, events.slice(0, played + 1), played))) played++
    const isSent = server.verbs().some((verb) => verb === 'passed' || verb === 'completed')
    if (isSent) expect(played).toBeGreaterThanOrEqual(events.length - 1)
    void page.runtime.leave('closing')

    server.failing(() => null)
    const again = await open(scenario, server.launch(), tab())
    const tried = events.slice(0, played + 1)
    expect(decisions(tried) - decisions(again.events)).toBeLessThanOrEqual(1)
    expect(await play(again, events, again.events.length)).toBe(true)
    await close(again)
    expect([sent(server, 'passed').length, sent(server, 'completed').length]).toEqual([1, 1])
    expect(new Set(server.statements.map(({ id }) => id)).size).toBe(server.statements.length)
  })
})
