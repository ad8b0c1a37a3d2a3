import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { SkillList } from '@/app/[locale]/(learn)/learn/skill-list'
import { COMPETENCIES } from '@/scenarios/engine/format/competencies'
import { verdictOf } from '@/scenarios/engine/score/skills'
import en from '@/messages/en.json'

function said(earned: number, possible: number, calibration: { gap: number } | null = null) {
  const verify = { earned, possible, verdict: verdictOf({ earned, possible }) }
  const html = renderToStaticMarkup(<SkillList locale="en" skills={{ profile: possible > 0 ? { verify } : {}, calibration }} />)
  return { rows: html.split('<li ').slice(1), html }
}
const VERIFY = COMPETENCIES.indexOf('verify')

test.each([
  [0, 0, 'not enough yet', 'No points possible so far', 'We say more here once you could have earned 8 points.'],
  [5, 7, 'not enough yet', '5 of 7 points', 'We say more here once you could have earned 8 points.'],
  [6, 10, 'not enough yet', '6 of 10 points', en.skills.open],
  [2, 12, 'needs practice', '2 of 12 points', ''],
  [18, 18, 'secure', '18 of 18 points', ''],
] as const)('%i of %i points are %s, and the points are said', (earned, possible, verdict, points, why) => {
  const row = said(earned, possible).rows[VERIFY]!
  for (const words of [en.skills.names.verify, en.skills.standing[verdict], points, why]) expect(row).toContain(words)
  expect(row.includes(en.skills.open)).toBe(why === en.skills.open)
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
