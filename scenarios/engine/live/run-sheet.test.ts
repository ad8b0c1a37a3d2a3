import { describe, expect, test } from 'vitest'
import { LIBRARY_SCENARIOS, exampleScript, libraryScript } from '@/tests/support/room-script'
import { randomOf } from '@/tests/soak/learner'
import { submissionsOf } from '../play/graph'
import { begin, sceneOf, segmentsOf, shownSegments } from '../play/play'
import { transition } from '../play/transition'
import { printedMoments } from './printed-moments'
import type { RoomScript } from './script'
import { mainPath } from './main-path'
import { type RunSheet, runSheet, treatmentOf } from './run-sheet'
import { SESSION_MINUTES, TREATMENTS, type Treatments } from './treatments'

const SCENARIOS = LIBRARY_SCENARIOS.filter(([scenario]) => scenario.startsWith('P')).map(([scenario, variant]) => ({
  name: `${scenario}, ${variant}`,
  of: libraryScript(scenario, variant),
}))
const planned = ({ compiled, play }: RoomScript, minutes: number, chosen?: Treatments) => runSheet(compiled, play, minutes, chosen)
const counted = ({ rows }: RunSheet) => TREATMENTS.map((treatment) => rows.filter((row) => row.treatment === treatment).length)
const worth = (sheet: RunSheet) => counted(sheet).reduce((sum, n, i) => sum + n * [100, 1, 0][i]!, 0)

/** Recounted here: to read 130 words a minute, in half minutes, two and a half to vote, and one more if sentences are sent. */
function oneVote({ play }: RoomScript, scene: string): number {
  const { decisions } = play.scenes[scene]!
  const words = shownSegments(play.scenes[scene]!, begin(play)).flatMap(({ text }) => text.split(/\s+/)).length
  return Math.max(1, Math.round(words / 65) / 2) + 2.5 + (decisions.some(({ options }) => options.some(({ sends }) => sends)) ? 1 : 0)
}

describe.each(SCENARIOS)('the plan of $name', ({ of }) => {
  test('fits every length on offer, but for a minute in twenty, which it then says; and a session is never a lecture', () => {
    for (const minutes of SESSION_MINUTES) {
      const sheet = planned(of, minutes)
      expect(sheet.total, `${minutes}`).toBe(sheet.total > 20 && minutes === 20 ? sheet.total : minutes)
      expect(sheet.total - minutes, `${minutes}`).toBeLessThanOrEqual(1)
      // It takes longer only if there is nothing left to tell instead.
      if (sheet.total > minutes) expect(counted(sheet).slice(0, 2)).toEqual([1, 0])
      expect(counted(sheet)[0], `${minutes}`).toBeGreaterThan(0)
    }
  })
  test('gives a told moment the time to read it aloud with what follows, and half a minute for its question', () => {
    const moments = printedMoments(of)
    const spoken = (texts: string[]) =>
      texts
        .join(' ')
        .split(' ')
        .filter((word) => word !== '').length / 130
    for (const { scene, treatment, minutes } of planned(of, 20).rows) {
      const { lead, show, questions } = moments[scene]!
      const segments = show.flatMap((artefact) => segmentsOf(artefact, { facts: [], checks: [] }).map(({ text }) => text))
      const follows = questions.filter(({ act }) => act).flatMap(({ options }) => options.map((option) => option.follows ?? ''))
      if (treatment === 'narrate')
        expect(minutes, scene).toBeGreaterThanOrEqual(
          spoken([lead, ...segments, follows.toSorted((a, b) => a.length - b.length)[0]!]) + 0.25,
        )
    }
  })
  test('says what twenty minutes leave out', () => {
    const sends = (scene: string) => of.play.scenes[scene]!.decisions.some(({ options }) => options.some((o) => o.sends))
    for (const minutes of SESSION_MINUTES) {
      const { rows, leavesOut } = planned(of, minutes)
      for (const { scene, takes } of rows) {
        const silent = rows.find((row) => !sends(row.scene))!.takes.vote
        expect(takes.vote - silent, `${minutes}: ${scene}`).toBe(sends(scene) && !leavesOut.sentences ? 1 : 0)
      }
      expect(leavesOut, `${minutes}`).toEqual({ sentences: minutes < 45, debrief: minutes === 20 })
    }
  })
  test('says truly how short and how long the room can make it, played at random to the end', () => {
    const { rows, around, whole } = planned(of, 45)
    const fixed = around.opening + around.judgement + around.debrief
    const lengths = Array.from({ length: 200 }, (_, seed) => {
      const random = randomOf(seed)
      let state = begin(of.play)
      let minutes = 0
      for (let moments = 0; state.phase === 'scene' && moments < 40; moments++) {
        const { scene } = state
        minutes += rows.find((row) => row.scene === scene)?.minutes ?? oneVote(of, scene)
        for (const check of sceneOf(of.play, state).checks) {
          const checked = random() < 0.5 ? transition(of.play, state, { type: 'check', check: check.id }) : null
          if (checked?.ok) state = checked.state
        }
        const ways = [...submissionsOf(sceneOf(of.play, state), state)]
        const moved = transition(of.play, state, { type: 'decide', choices: ways[Math.floor(random() * ways.length)]! })
        if (!moved.ok) throw new Error(moved.reason)
        state = moved.state
        if (state.phase !== 'consequence') continue
        const on = transition(of.play, state, { type: 'continue' })
        if (on.ok) state = on.state
      }
      return fixed + minutes
    })
    expect([Math.min(...lengths), Math.max(...lengths)]).toEqual([whole.least, whole.most])
  })
  test('with more time never has less discussion', () => {
    const each = Array.from({ length: 18 }, (_, i) => worth(planned(of, 15 + 5 * i)))
    expect(each).toEqual(each.toSorted((a, b) => a - b))
  })
  test('takes what the facilitator chose, and plans the others', () => {
    const { rows } = planned(of, 45)
    for (const treatment of TREATMENTS) {
      const chosen = { [rows[0]!.scene]: treatment, [rows.at(-1)!.scene]: treatment }
      const sheet = planned(of, 45, chosen)
      expect([treatmentOf(sheet, rows[0]!.scene), treatmentOf(sheet, rows.at(-1)!.scene)]).toEqual([treatment, treatment])
      expect(sheet.rows.map((row) => row.scene)).toEqual(rows.map((row) => row.scene))
    }
    const all = Object.fromEntries(rows.map(({ scene }) => [scene, 'vote' as const]))
    expect(counted(planned(of, 20, all))).toEqual([0, rows.length, 0])
    expect(planned(of, 20, all).total).toBeGreaterThan(20)
  })
})

test('no note asks for anything before a vote, because a moment may be told', () => {
  for (const { name, of } of SCENARIOS) {
    const { before, after, scenes } = of.compiled.key.notes
    for (const note of [before, after, ...Object.values(scenes).flatMap(({ ask, avoid }) => [ask, avoid ?? ''])])
      expect(note, name).not.toMatch(/before the vote/)
  }
})

test('a choice for a scene off the path changes nothing', () => {
  const of = exampleScript()
  for (const treatment of TREATMENTS) expect(planned(of, 45, { elsewhere: treatment })).toEqual(planned(of, 45))
})

test('the moment with the most at stake is discussed first', () => {
  const of = exampleScript()
  const [first] = mainPath(of.compiled).toSorted((a, b) => b.stake - a.stake)
  expect(treatmentOf(planned(of, 20), first!.scene)).toBe('discuss')
})

test.each(SCENARIOS)(
  'a facilitator can have the room talk over four moments of $name in 45 minutes: the rest is fitted to them',
  ({ of }) => {
    const scenes = planned(of, 45).rows.map(({ scene }) => scene)
    const chosen = [...scenes.slice(0, 2), ...scenes.slice(-2)]
    const sheet = planned(of, 45, Object.fromEntries(chosen.map((scene) => [scene, 'discuss'])))
    const talked = sheet.rows.filter(({ treatment }) => treatment === 'discuss').map(({ scene }) => scene)
    expect(talked).toEqual(expect.arrayContaining(chosen))
    expect(sheet.total).toBeLessThanOrEqual(45)
  },
)
