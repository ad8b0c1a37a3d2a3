import { beforeEach, describe, expect, test } from 'vitest'
import { isFinished } from '@/scenarios/engine/play/journal'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import type { NamePool } from '@/scenarios/engine/format/schema'
import { PICTURES } from '@/scenarios/engine/play/pictures'
import { langOf } from '@/scenarios/engine/play/language'
import { shortHash } from '@/scenarios/engine/play/overlay'
import { type OwnLibrary, ownLibrary } from '@/tests/support/library'
import { playBy } from '@/tests/support/random-play'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { type Attempt, readAttempt, startAttempt } from './attempts'
import { continueOnCurrent, replayFrom } from './play-again'
import { listAttempts } from './attempt-list'
import { repeatOf } from './repeats'
import { eraseLearner, newLearner } from './learners'
import { database } from '../database'
import { dropUnused } from '../library/archive'
import { libraryIn } from '../library/library'
import { debriefOf, foreignIn, stageOf } from './localise'

const { scenario: scenarioId, publish, withdraw } = ownLibrary()

type Scenario = Parameters<NonNullable<Parameters<OwnLibrary['publish']>[0]>>[0]

const otherOptions = ({ scenes }: Scenario) => {
  for (const option of scenes.s2!.decisions.at(-1)!.options) option.id = `${option.id}-anew`
}
const otherPoints = (scenario: Scenario) => {
  for (const { decisions } of Object.values(scenario.scenes)) for (const decision of decisions) decision.weight = 3
}
const otherWords = ({ scenes }: Scenario) => {
  scenes.s0!.title = 'A first moment'
  for (const { decisions } of Object.values(scenes)) for (const { options } of decisions) for (const o of options) o.text = `${o.text}!`
}

const otherPool: NamePool = { xc: ['Ilmar', 'Jorvik', 'Kelmen', 'Lasse'].map((given) => ({ given, family: `${given}ton` })) }

beforeEach(() => publish())

onEitherDatabase((fresh) => {
  holdStore(fresh)
  const version = async () => (await libraryIn('en')).compiled(scenarioId, 'hostile')!
  const identity = async () => (await version()).identity
  const read = async (learner: string, id: string) => (await readAttempt(learner, id))!

  async function begun(events: (all: PlayEvent[]) => PlayEvent[], purpose: 'learn' | 'practice' = 'learn'): Promise<Attempt> {
    const { learner } = await newLearner()
    let n = 0
    const { play } = await version()
    const id = await startAttempt({
      learner,
      scenario: scenarioId,
      variant: 'hostile',
      locale: 'en',
      purpose,
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
      expect(next.header).toEqual({ ...old.header, identity: await identity(), parent: old.id })
      expect(next.header.identity.structure).not.toBe(old.header.identity.structure)
      expect(next.replay.refused).toBeNull()
      expect(next.replay.state.submissions).toBe(2)
      expect(next.events).toEqual(old.events.slice(0, next.events.length))
      expect(continued.lost).toBe(old.events.length - next.events.length)
      expect(continued.lost).toBeGreaterThan(0)
      expect(stageOf(next).play.cast).toEqual(stageOf(old).play.cast)
    })

    test('goes on in its own words if only words have changed, and is debriefed in them', async () => {
      const old = await begun(unfinished)
      publish(otherWords)
      const kept = await read(old.learner, old.id)
      expect(await continueOnCurrent(kept)).toBeNull()
      expect(stageOf(kept).play).toEqual(stageOf(old).play)
      const { play } = await version()
      expect(play.scenes[play.start]!.title).toBe('A first moment')
      expect(kept.compiled.identity.structure).toBe((await version()).identity.structure)
      expect(kept.compiled.identity.texts).not.toBe((await version()).identity.texts)
      const anew = await begun(unfinished)
      expect(stageOf(anew).play.scenes[play.start]!.title).toBe('A first moment')
    })

    test('has the same people on the new version, and only new parts are drawn', async () => {
      const old = await begun(unfinished)
      publish(
        (scenario) => {
          otherOptions(scenario)
          scenario.cast = { ...scenario.cast, stranger: { draw: 'name', title: 'Somebody' } }
        },
        { pool: otherPool },
      )
      const next = await read(old.learner, (await continueOnCurrent(await read(old.learner, old.id)))!.id)
      const { stranger, ...others } = next.header.names
      expect(others).toEqual(old.header.names)
      const { picture, ...name } = stranger!
      expect(otherPool.xc).toContainEqual(name)
      expect(PICTURES.filter((p) => Object.values(others).every((o) => o.picture !== p))).toContain(picture)
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
      expect((await read(old.learner, further!.id)).header).toMatchObject({ identity: await identity(), parent: visits[0]!.id })
    })

    test('for practice continues as practice', async () => {
      const old = await begun(unfinished, 'practice')
      publish(otherOptions)
      const continued = (await continueOnCurrent(await read(old.learner, old.id)))!
      expect((await read(old.learner, continued.id)).header.purpose).toBe('practice')
    })

    test('for a repeat continues as one of the same first attempt, and only the newest is listed and gone on with', async () => {
      const first = await begun(whole)
      const repeat = await read(first.learner, (await repeatOf(first, 'en'))!.id)
      publish(otherOptions)
      const continued = (await continueOnCurrent(repeat))!
      expect((await read(first.learner, continued.id)).header).toMatchObject({ purpose: 'repeat', parent: first.id })
      expect((await listAttempts(first.learner)).map((a) => a.id)).toEqual([first.id, continued.id])
      expect(await repeatOf(first, 'en')).toEqual({ id: continued.id, isNew: false })
    })

    test('at a scenario removed from the library can be finished on its own version', async () => {
      const old = await begun(unfinished)
      withdraw()
      const kept = await read(old.learner, old.id)
      expect(await continueOnCurrent(kept)).toBeNull()
      expect(kept.replay).toEqual(old.replay)
      expect(await listAttempts(old.learner)).toHaveLength(1)
    })
  })

  describe('a finished attempt', () => {
    test('is never rescored, although every point of the library has changed', async () => {
      const old = await begun(whole)
      expect(isFinished(old.replay.state)).toBe(true)
      const before = await debriefOf(old)
      publish((scenario) => {
        otherPoints(scenario)
        otherOptions(scenario)
        otherWords(scenario)
      })
      const after = await read(old.learner, old.id)
      expect(await continueOnCurrent(after)).toBeNull()
      expect(after.header.identity).toEqual(old.header.identity)
      expect(await debriefOf(after)).toEqual(before)
      expect((await listAttempts(old.learner)).map((a) => a.id)).toEqual([old.id])
      // Makes sure that the change would have changed the score.
      const anew = await begun(whole)
      expect((await debriefOf(anew)).score).not.toEqual(before.score)
    })

    test('keeps its names although the pool has changed, and so does an open one', async () => {
      const [old, open] = [await begun(whole), await begun(unfinished)]
      const casts = [old, open].map((a) => stageOf(a).play.cast)
      publish(undefined, { pool: otherPool })
      const after = [await read(old.learner, old.id), await read(open.learner, open.id)]
      expect(after.map((a) => stageOf(a).play.cast)).toEqual(casts)
      expect(await continueOnCurrent(after[1]!)).toBeNull()
      expect(after.map((a) => a.header.identity)).toEqual(Array(2).fill(await identity()))
      expect(stageOf(await begun(whole)).play.cast).not.toEqual(casts[0])
    })

    test('is replayed for practice on the current text, from the decision or the nearest point that is still valid', async () => {
      const old = await begun(whole)
      publish(otherOptions)
      const finished = await read(old.learner, old.id)
      const [early, late] = [await replayFrom(finished, 1), await replayFrom(finished, 5)]
      const [near, far] = [await read(old.learner, early!), await read(old.learner, late!)]
      expect([near.replay.state.submissions, far.replay.state.submissions]).toEqual([1, 2])
      expect([near.header.identity, far.header.identity]).toEqual(Array(2).fill(await identity()))
    })
  })

  describe('a scenario in another language', () => {
    const german = (of = shortHash('Moment 1')) => ({ locale: 'de', texts: { 'scenes.s0.title': { text: 'Augenblick 1', of } } })
    const titleOf = ({ compiled: { play } }: Attempt) => play.scenes[play.start]!.title
    async function inGerman(): Promise<Attempt> {
      const { learner } = await newLearner()
      return read(learner, (await startAttempt({ learner, scenario: scenarioId, locale: 'de' }))!)
    }

    test('is played in it, with untranslated texts in English and marked', async () => {
      publish(undefined, { overlays: [german()] })
      const attempt = await inGerman()
      expect(titleOf(attempt)).toBe('Augenblick 1')
      expect(attempt.compiled.identity.structure).toBe((await version()).identity.structure)
      expect(attempt.compiled.language.locale).toBe('de')
      const foreign = foreignIn(attempt, 'de')
      expect(langOf(foreign, 'Augenblick 1')).toBeUndefined()
      expect(langOf(foreign, 'Moment 2')).toBe('en')
      expect(langOf(foreignIn(attempt, 'en'), 'Augenblick 1')).toBe('de')
      expect((await libraryIn('fr')).scenario(scenarioId)!.language.locale).toBe('en')
      expect(foreignIn(await begun(whole), 'en')).toBeNull()
    })

    test('shows the original if the translation is of an older wording', async () => {
      publish(undefined, { overlays: [german('00000000')] })
      const attempt = await inGerman()
      expect(titleOf(attempt)).toBe('Moment 1')
      expect(langOf(foreignIn(attempt, 'de'), 'Moment 1')).toBe('en')
    })

    test('keeps the words it was begun in, even if the translation changes', async () => {
      publish(undefined, { overlays: [german()] })
      const attempt = await inGerman()
      publish()
      const after = await read(attempt.learner, attempt.id)
      expect([titleOf(after), after.compiled.language]).toEqual(['Augenblick 1', attempt.compiled.language])
      expect(await continueOnCurrent(after)).toBeNull()
    })
  })

  describe('the archive', () => {
    const DAY = 24 * 3600_000
    const archived = async () => ({
      structures: (await database().selectFrom('scenario_structure').select('hash').execute()).map((r) => r.hash),
      texts: (await database().selectFrom('scenario_texts').select(['structure', 'hash']).execute()).map((r) => r.hash),
    })

    test('keeps structures and words as long as an attempt uses them, and no longer', async () => {
      const old = await begun(whole)
      publish(({ scenes }) => {
        scenes.s0!.title = 'Words of one person alone'
      })
      const reworded = await begun(whole)
      const before = await archived()
      await dropUnused(Date.now() + 2 * DAY)
      expect(await archived()).toEqual(before)
      await eraseLearner(reworded.learner)
      await dropUnused(Date.now())
      expect(await archived(), 'somebody may be about to use it').toEqual(before)
      await dropUnused(Date.now() + 2 * DAY)
      const after = await archived()
      expect(after.texts).not.toContain(reworded.header.identity.texts)
      expect(after.structures).toContain(old.header.identity.structure)
      expect((await read(old.learner, old.id)).events).toEqual(old.events)
    })
  })
})
