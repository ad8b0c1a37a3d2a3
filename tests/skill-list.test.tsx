import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { SkillList } from '@/app/[locale]/(learn)/learn/skill-list'
import { COMPETENCIES } from '@/scenarios/engine/format/competencies'
import { standing } from '@/scenarios/engine/score/profile'
import en from '@/messages/en.json'

function said(n: number, q: number, calibration: { gap: number } | null = null) {
  const verify = standing(Array.from({ length: n }, () => ({ q, w: 1 })))
  const html = renderToStaticMarkup(<SkillList locale="en" skills={{ profile: n > 0 ? { verify } : {}, calibration }} />)
  return { rows: html.split('<li ').slice(1), html }
}
const VERIFY = COMPETENCIES.indexOf('verify')

test.each([
  [0, 1, 'No observations so far, and at least 4 are needed.'],
  [1, 1, '1 observation so far, and at least 4 are needed.'],
  [3, 0, '3 observations so far, and at least 4 are needed.'],
  [5, 1, '5 observations so far, and they do not point one way yet.'],
  [12, 0.75, '12 observations so far, and they do not point one way yet.'],
])('of %i observations of quality %d nothing is drawn where that settles nothing, and it is said how many there are', (n, q, words) => {
  const { rows, html } = said(n, q)
  expect(rows[VERIFY]).toMatch(`${en.skills.standing['not enough evidence yet']}</p>`)
  expect(rows[VERIFY]).toContain(words)
  expect(html).not.toContain('<svg')
  expect(html).not.toContain(en.skills.picture)
})

test.each([
  [4, 0, 'needs practice', 'About 10 of 100, probably between 0 and 40, after 4 observations'],
  [6, 1, 'secure', 'About 93 of 100, probably between 69 and 100, after 6 observations'],
] as const)(
  'after %i observations of quality %d the word stands first, then a mark within its range, then the same in words',
  (n, q, verdict, words) => {
    const { rows, html } = said(n, q)
    const places = [en.skills.names.verify, en.skills.standing[verdict], '<svg', '<circle', words].map((part) =>
      rows[VERIFY]!.indexOf(part),
    )
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(html, 'what fills up is a bar').not.toContain('<rect')
    expect(html.match(/<svg/g)).toHaveLength(1)
    expect(html).toContain(en.skills.picture)
  },
)

test('all five skills are named, whatever is known of them', () => {
  const { rows } = said(0, 1)
  expect(rows).toHaveLength(5)
  for (const [i, competency] of COMPETENCIES.entries()) expect(rows[i]).toContain(en.skills.names[competency])
})

test('how cases look to somebody is said only if it is known', () => {
  for (const how of ['suspicious', 'trusting', 'calibrated'] as const) {
    expect(said(0, 1).html).not.toContain(en.skills[how])
    expect(said(0, 1, { gap: { suspicious: 0.2, trusting: -0.2, calibrated: 0 }[how] }).html).toContain(en.skills[how])
  }
})
