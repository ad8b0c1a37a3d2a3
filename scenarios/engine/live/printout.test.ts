import { describe, expect, test } from 'vitest'
import { LIBRARY_SCENARIOS, libraryScript } from '@/tests/support/room-script'
import { printedSlides } from './printout'
import { momentEntries } from './planned'
import { runSheet } from './run-sheet'
import { printedMoments } from './printed-moments'
import { sceneOf } from '../play/play'

describe.each(LIBRARY_SCENARIOS)('the slides of %s, %s', (scenario, variant) => {
  const whole = libraryScript(scenario, variant)
  const script = { ...whole, sheet: runSheet(whole.compiled, whole.play, 30) }
  const slides = printedSlides(script)
  const phases = slides.map(({ kind, view }) =>
    kind === 'results' || kind === 'reported' || kind === 'reasons' ? kind : view.phase === 'debrief' ? view.part : view.phase,
  )
  const { rows } = script.sheet
  const asked = rows.filter(({ treatment }) => treatment !== 'narrate')
  test('go from the lobby through each planned moment to the rule to keep', () => {
    expect(phases.slice(0, 3)).toEqual(['lobby', 'opening', 'reading'])
    expect(phases.filter((phase) => phase === 'reading')).toHaveLength(rows.length)
    const from = phases.indexOf('verdict')
    const end = phases.slice(from)
    expect(end.slice(0, 2)).toEqual(['verdict', 'reasons'])
    const rest = end.filter((phase) => !/^(verdict|reasons)$/.test(phase))
    const endings = Object.values(script.compiled.key.endings)
    expect(rest.filter((phase) => phase === 'ending')).toHaveLength(endings.length)
    for (const { title } of endings) expect(JSON.stringify(slides)).toContain(JSON.stringify(script.fill(title)))
    expect([...new Set(rest)]).toEqual(['ending', ...(script.other ? ['pages'] : []), 'keep', 'closed'])
  })
  test('ask only when the plan has a vote, and as often', () => {
    for (const phase of ['voting', 'results']) expect(phases.filter((one) => one === phase)).toHaveLength(asked.length + 1)
    const votes = slides.filter(({ kind }) => kind === 'results').map((slide) => slide.votes)
    expect(votes).toEqual([...asked.map(({ treatment }) => (treatment === 'discuss' ? 2 : 1)), 1])
  })
  test('have the sentences of each reply, and the answer to a room that reports', () => {
    const sends = ({ scene }: { scene: string }) => script.play.scenes[scene]!.decisions.some((d) => d.options.some((o) => o.sends))
    const reports = ({ scene }: { scene: string }) => script.compiled.key.reports[scene]!.worth > 0
    expect(phases.filter((phase) => phase === 'wording')).toHaveLength(asked.filter(sends).length)
    const reported = slides.filter(({ kind }) => kind === 'reported')
    expect(reported).toHaveLength(asked.filter(reports).length)
    for (const { view } of reported) expect(view.followed?.reply).toBeTruthy()
  })
  test("give nothing away before the verdict, and number the debrief's parts as printed", () => {
    const from = phases.indexOf('verdict')
    for (const { view } of slides.slice(0, from)) expect([view.debrief, view.facilitator, view.totals]).toEqual([null, null, null])
    expect([...new Set(slides.slice(from, -1).map(({ view }) => view.part))]).toEqual(slides.at(-2)!.view.debrief!.parts)
  })
  test('read the same as the run sheet and the handouts', () => {
    const moments = printedMoments(script)
    for (const { view } of slides.filter((slide) => slide.view.phase === 'reading' && slide.view.scene)) {
      const { id, lead, show } = view.scene!
      expect([moments[id]!.lead, moments[id]!.show]).toEqual([lead, show])
    }
    const followed = slides
      .filter(({ view, kind }) => kind === 'wall' && view.phase === 'consequence')
      .map(({ view }) => view.followed!.text)
    const said = Object.values(moments).flatMap(({ questions }) =>
      questions.flatMap(({ options, sometimes }) => [...options, ...sometimes].map(({ follows }) => follows)),
    )
    for (const text of followed) expect(said).toContain(text)
  })
  test('every moment can be reached, and no quotation in it is empty', () => {
    expect([...momentEntries(script).keys()].toSorted()).toEqual(Object.keys(script.play.scenes).toSorted())
    for (const [scene, { state }] of momentEntries(script)) expect(sceneOf(script.play, state)).toBe(script.play.scenes[scene])
    for (const { lead } of Object.values(printedMoments(script))) expect(lead).not.toContain('“”')
  })
})

test('a moment names the earlier choice that its text follows from, and the text after other choices', () => {
  const script = libraryScript('P01', 'genuine')
  const { rows } = script.sheet
  const moments = printedMoments(script)
  const titles = rows.map(({ scene }) => moments[scene]!.title)
  const dependent = rows.map(({ scene }) => moments[scene]!).filter(({ after }) => after.length > 0)
  expect(dependent.length).toBeGreaterThan(0)
  for (const { after, title } of dependent) for (const { at } of after) expect(titles.slice(0, titles.indexOf(title))).toContain(at)
  expect(rows.some(({ scene }) => moments[scene]!.otherwise.length > 0)).toBe(true)
})
