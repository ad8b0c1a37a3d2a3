import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { SkillList } from '@/app/[locale]/(learn)/learn/skill-list'
import { COMPETENCIES } from '@/scenarios/engine/format/competencies'
import { verdictOf } from '@/scenarios/engine/score/skills'
import en from '@/messages/en.json'

function said(earned: number, possible: number, calibration: { gap: number } | null = null) {
  const points = { earned, possible }
  const skills = possible > 0 ? { verify: { ...points, verdict: verdictOf(points) } } : {}
  const html = renderToStaticMarkup(<SkillList locale="en" skills={{ skills, calibration }} />)
  return { rows: html.split('<li ').slice(1), html }
}
const VERIFY = COMPETENCIES.indexOf('verify')

test.each([
  [0, 0, 'not enough yet', ['No points possible so far', 'A verdict needs 8 possible points.']],
  [7, 7, 'not enough yet', ['7 of 7 points', 'A verdict needs 8 possible points.']],
  [12, 18, 'not enough yet', ['12 of 18 points', en.skills.open]],
  [17, 18, 'secure', ['17 of 18 points']],
  [1, 12, 'needs practice', ['1 of 12 points']],
] as const)('%i of %i points say “%s” first, then how many', (earned, possible, verdict, words) => {
  const row = said(earned, possible).rows[VERIFY]!
  const places = [en.skills.names.verify, en.skills.standing[verdict], ...words].map((part) => row.indexOf(part))
  expect(places).not.toContain(-1)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(row.includes(en.skills.open), 'a verdict that is settled says no more').toBe(verdict === 'not enough yet' && possible >= 8)
})

test('all five skills are named, whatever is known of them', () => {
  const { rows } = said(0, 0)
  expect(rows).toHaveLength(5)
  for (const [i, competency] of COMPETENCIES.entries()) expect(rows[i]).toContain(en.skills.names[competency])
})

test('how cases look to somebody is said only if it is known', () => {
  for (const how of ['suspicious', 'trusting', 'calibrated'] as const) {
    expect(said(0, 0).html).not.toContain(en.skills[how])
    expect(said(0, 0, { gap: { suspicious: 0.2, trusting: -0.2, calibrated: 0 }[how] }).html).toContain(en.skills[how])
  }
})
