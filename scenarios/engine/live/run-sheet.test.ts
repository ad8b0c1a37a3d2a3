import { describe, expect, test } from 'vitest'
import { LIBRARY_SCENARIOS, exampleScript, libraryScript } from '@/tests/support/room-script'
import type { RoomScript } from './script'
import { type RunSheet, mainPath, runSheet, treatmentOf } from './run-sheet'
import { SESSION_MINUTES, TREATMENTS, type Treatments } from './treatments'

const SCENARIOS = LIBRARY_SCENARIOS.filter(([scenario]) => scenario.startsWith('P')).map(([scenario, variant]) => ({
  name: `${scenario}, ${variant}`,
  of: libraryScript(scenario, variant),
}))
const planned = ({ scorer, play }: RoomScript, minutes: number, chosen?: Treatments) => runSheet(scorer, play, minutes, chosen)
const counted = ({ rows }: RunSheet) => TREATMENTS.map((treatment) => rows.filter((row) => row.treatment === treatment).length)
const worth = (sheet: RunSheet) => counted(sheet).reduce((sum, n, i) => sum + n * [100, 1, 0][i]!, 0)

describe.each(SCENARIOS)('the plan of $name', ({ of }) => {
  test('fits every length on offer, and a session is never a lecture', () => {
    for (const minutes of SESSION_MINUTES) {
      const sheet = planned(of, minutes)
      expect(sheet.total, `${minutes}`).toBe(minutes)
      expect(counted(sheet)[0], `${minutes}`).toBeGreaterThan(0)
    }
  })
  test('asks the room more than once even in twenty minutes', () => {
    const [discussed, voted] = counted(planned(of, 20))
    expect(discussed! + voted!).toBeGreaterThan(1)
  })
  test('gives a narrated moment a minute, and says what twenty minutes leave out', () => {
    const sends = (scene: string) => of.play.scenes[scene]!.decisions.some(({ options }) => options.some((o) => o.sends))
    for (const minutes of SESSION_MINUTES) {
      const { rows, leavesOut } = planned(of, minutes)
      for (const { scene, treatment, minutes: planned, takes } of rows) {
        if (treatment === 'narrate') expect(planned, `${minutes}: ${scene}`).toBeGreaterThanOrEqual(1)
        const silent = rows.find((row) => !sends(row.scene))!.takes.vote
        expect(takes.vote - silent, `${minutes}: ${scene}`).toBe(sends(scene) && !leavesOut.sentences ? 1 : 0)
      }
      expect(leavesOut, `${minutes}`).toEqual({ sentences: minutes < 45, debrief: minutes === 20 })
    }
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

test('a choice for a scene off the path changes nothing', () => {
  const of = exampleScript()
  for (const treatment of TREATMENTS) expect(planned(of, 45, { elsewhere: treatment })).toEqual(planned(of, 45))
})

test('the moment with the most at stake is discussed first', () => {
  const of = exampleScript()
  const [first] = mainPath(of.scorer).toSorted((a, b) => b.stake - a.stake)
  expect(treatmentOf(planned(of, 20), first!.scene)).toBe('discuss')
})
