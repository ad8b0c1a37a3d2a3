/** What happens to attempts when the library changes under them. */
import { beforeEach, describe, expect, test } from 'vitest'
import { isFinished } from '@/scenarios/engine/play/journal'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import type { Scenario } from '@/scenarios/engine/format/schema'
import { ownLibrary } from '@/tests/support/library'
import { playBy } from '@/tests/support/random-play'
import { holdStore, onEachDatabase } from '@/tests/support/store'
import { type Attempt, readAttempt, startAttempt } from './attempts'
import { continueOnCurrent, replayFrom } from './play-again'
import { listAttempts } from './attempt-list'
import { newLearner } from './learners'
import { libraryIn } from '../library/library'
import { debriefOf, stageOf } from './localise'

const { pattern, publish, withdraw } = ownLibrary()

/** Renames the options of the fourth scene: what was chosen there no longer exists. */
const otherOptions = ({ scenes }: Scenario) => {
  for (const option of scenes.s3!.decisions.at(-1)!.options) option.id = `${option.id}-anew`
  for (const { decisions } of Object.values(scenes))
    for (const { options } of decisions)
      for (const option of options) option.repairs = option.repairs.map((repaired) => repaired.replace(/^act3\..*/, '$&-anew'))
}
/** The same scenes with different points for everything. */
const otherPoints = ({ scenes }: Scenario) => {
  for (const { decisions } of Object.values(scenes))
    for (const { options } of decisions)
      for (const option of options) option.rubric = { fair: Math.sign(Object.values(option.rubric).reduce((a, b) => a + b, 0)) }
}

beforeEach(() => publish())

onEachDatabase((fresh) => {
  holdStore(fresh)
  const version = async () => (await libraryIn('en')).scenario(pattern, 'hostile')!
  const read = async (learner: string, id: string) => (await readAttempt(learner, id))!

  async function begun(events: (all: PlayEvent[]) => PlayEvent[], purpose: 'learn' | 'practice' = 'learn'): Promise<Attempt> {
    const { learner } = await newLearner()
    let n = 0
    const { play } = await version()
    const id = await startAttempt({
      learner,
      pattern,
      nature: 'hostile',
      locale: 'en',
      purpose,
      seed: 77,
      events: events(playBy(play, () => n++)),
    })
    return read(learner, id!)
  }
  const whole = (all: PlayEvent[]) => all
  const unfinished = (all: PlayEvent[]) => all.slice(0, -2)

  describe('an unfinished attempt', () => {
    test('on the current version continues where it is', async () => {
      expect(await continueOnCurrent(await begun(unfinished))).toBeNull()
    })

    test('on an older version continues as a new attempt, from its last event that is still valid', async () => {
      const old = await begun(unfinished)
      publish(otherOptions)
      const continued = (await continueOnCurrent(await read(old.learner, old.id)))!
      const next = await read(old.learner, continued.id)
      expect(next.header).toEqual({ ...old.header, hash: (await version()).hash, parent: old.id })
      expect(next.header.hash).not.toBe(old.header.hash)
      expect(next.replay.refused).toBeNull()
      expect(next.replay.state.submissions).toBe(3)
      expect(next.events).toEqual(old.events.slice(0, next.events.length))
      expect(continued.lost).toBe(old.events.length - next.events.length)
      expect(continued.lost).toBeGreaterThan(0)
      expect(stageOf(next).play.cast).toEqual(stageOf(old).play.cast)
    })

    test('loses nothing if the change affects none of its events', async () => {
      const old = await begun(unfinished)
      publish(otherPoints)
      const continued = (await continueOnCurrent(await read(old.learner, old.id)))!
      expect(continued.lost).toBe(0)
      expect((await read(old.learner, continued.id)).events).toEqual(old.events)
    })

    test('leads to the same successor on every visit, also concurrently and after another version', async () => {
      const old = await begun(unfinished)
      publish(otherOptions)
      const visits = await Promise.all([1, 2, 3].map(async () => continueOnCurrent(await read(old.learner, old.id))))
      publish(otherPoints)
      visits.push(await continueOnCurrent(await read(old.learner, old.id)))
      expect(new Set(visits.map((v) => v!.id)).size).toBe(1)
      expect((await listAttempts(old.learner)).map((a) => a.id)).toEqual([visits[0]!.id])
      const further = await continueOnCurrent(await read(old.learner, visits[0]!.id))
      expect((await read(old.learner, further!.id)).header).toMatchObject({ hash: (await version()).hash, parent: visits[0]!.id })
    })

    test('for practice continues as practice', async () => {
      const old = await begun(unfinished, 'practice')
      publish(otherOptions)
      const continued = (await continueOnCurrent(await read(old.learner, old.id)))!
      expect((await read(old.learner, continued.id)).header.purpose).toBe('practice')
    })

    test('at a pattern removed from the library can be finished on its own version', async () => {
      const old = await begun(unfinished)
      withdraw()
      const kept = await read(old.learner, old.id)
      expect(await continueOnCurrent(kept)).toBeNull()
      expect(kept.replay).toEqual(old.replay)
      expect(await listAttempts(old.learner)).toHaveLength(1)
    })
  })

  describe('a finished attempt', () => {
    test('is never rescored, though every point of the library has changed', async () => {
      const old = await begun(whole)
      expect(isFinished(old.replay.state)).toBe(true)
      const before = await debriefOf(old)
      publish((hostile) => {
        otherPoints(hostile)
        otherOptions(hostile)
      })
      const after = await read(old.learner, old.id)
      expect(await continueOnCurrent(after)).toBeNull()
      expect(after.header.hash).toBe(old.header.hash)
      expect(await debriefOf(after)).toEqual(before)
      expect((await listAttempts(old.learner)).map((a) => a.id)).toEqual([old.id])
      // Make sure the change would have changed the score.
      const anew = await begun(whole)
      expect((await debriefOf(anew)).score).not.toEqual(before.score)
    })

    test('keeps its names although the pool has changed', async () => {
      const old = await begun(whole)
      const { cast } = stageOf(old).play
      publish(undefined, { xc: ['Ilmar', 'Jorvik', 'Kelmen', 'Lasse'].map((given) => ({ given, family: `${given}ton` })) })
      const after = await read(old.learner, old.id)
      expect(stageOf(after).play.cast).toEqual(cast)
      expect(stageOf(await begun(whole)).play.cast).not.toEqual(cast)
    })

    test('is replayed for practice on the current text, from the decision or the nearest point that is still valid', async () => {
      const old = await begun(whole)
      publish(otherOptions)
      const finished = await read(old.learner, old.id)
      const [early, late] = [await replayFrom(finished, 2), await replayFrom(finished, 5)]
      const [near, far] = [await read(old.learner, early!), await read(old.learner, late!)]
      expect([near.replay.state.submissions, far.replay.state.submissions]).toEqual([2, 3])
      expect([near.header.hash, far.header.hash]).toEqual(Array(2).fill((await version()).hash))
    })
  })
})
