import { describe, expect, test } from 'vitest'
import { LIBRARY_SCENARIOS, libraryScript } from '@/tests/support/room-script'
import { packSlides } from './pack'

describe.each(LIBRARY_SCENARIOS)('the slides of %s, %s', (pattern, nature) => {
  const script = libraryScript(pattern, nature)
  const slides = packSlides(script)
  const phases = slides.map(({ kind, view }) => (kind === 'results' ? kind : view.phase === 'debrief' ? view.part : view.phase))
  test('go from the lobby through each planned moment to what to keep', () => {
    expect(phases.slice(0, 3)).toEqual(['lobby', 'opening', 'reading'])
    const moments = script.sheet.rows.length
    expect(phases.filter((phase) => phase === 'reading')).toHaveLength(moments)
    // The judgement is voted on, too.
    for (const phase of ['voting', 'results']) expect(phases.filter((one) => one === phase)).toHaveLength(moments + 1)
    const from = phases.indexOf('verdict')
    const end = phases.slice(from)
    expect([end[0], ...end.slice(-2)]).toEqual(['verdict', 'keep', 'closed'])
    for (const phase of end.slice(1, -2)) expect(phase).toMatch(/^reason-\d$/)
  })
  test('give nothing away before the verdict', () => {
    const before = slides.slice(0, phases.indexOf('verdict'))
    for (const { view } of before) expect([view.debrief, view.host, view.totals]).toEqual([null, null, null])
  })
})
