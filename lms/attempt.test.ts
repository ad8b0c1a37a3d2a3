import { exploredOf } from '@/scenarios/authoring/inspect/trial'
import { describe, expect, test } from 'vitest'
import { replay } from '@/scenarios/engine/play/journal'
import { bestPlay } from '@/tests/support/best-play'
import { cited, packageContent, packagedScenario } from '@/tests/support/package-content'
import { contentOf } from './package/content'
import { interactionsOf, openAttempt, wordsOf } from './attempt'
import { named } from './runtimes/scorm-values'

describe('the words of a report', () => {
  test.each([
    ['What do you do with the message?', 'What_do_you_do_with_the_message'],
    ['What do you say to {iryna_given}, and to {head_of_unit_family}?', 'What_do_you_say_to_iryna_and_to_head_of_unit'],
    ['Do you answer {iryna_them}? {iryna_They} waits.', 'Do_you_answer_them_They_waits'],
    ['“I don’t know.”', 'I_dont_know'],
    ['Wen fragst du über Zoë?', 'Wen_fragst_du_uber_Zoe'],
    ['Ποιον;', ''],
    [`${'word '.repeat(30)}`, Array(20).fill('word').join('_')],
    ['x'.repeat(300), 'x'.repeat(100)],
  ])('of %j are %s', (text, words) => expect(wordsOf(text)).toBe(words))
})

test.each(['P01', 'P02', 'P03'])('in %s a report names the same questions and answers for every learner, in words', (scenario) => {
  const content = packageContent(scenario, { variant: 'hostile' })
  const [one, other] = [0.1, 0.9].map((lot) => {
    const attempt = openAttempt(content, '', () => lot)
    return interactionsOf(
      content,
      attempt,
      replay(
        attempt.play,
        bestPlay(exploredOf(attempt), () => 0),
      ),
      {},
      0,
    )
  }) as [ReturnType<typeof interactionsOf>, ReturnType<typeof interactionsOf>]
  const namesIn = (all: typeof one) => all.map(({ id, name, options }) => [named(id, name), ...options.map((o) => named(o.id, o.name))])
  expect(namesIn(one)).toEqual(namesIn(other))
  for (const name of namesIn(one).flat()) expect(name).toMatch(/^[A-Za-z]\w*\.\w+$/)
  expect(new Set(namesIn(one).map(([question]) => question)).size).toBe(one.length)
})

test('a package draws pronouns with names, and a translation may choose by them', () => {
  const packaged = structuredClone(packagedScenario('P01')!)
  const { play } = packaged.variants.hostile!
  const who = Object.keys(play.cast)[0]!
  const argument = `${who.replaceAll('-', '_')}_they`
  play.scenes[play.start]!.title = `{${argument}}, {${argument}, select, she {“die”} he {“der”} other {–}}`
  const content = contentOf(packaged, { variant: 'hostile', report: 'pass', standsAlone: false, contacts: [] }, cited)
  const titles = Array.from({ length: 30 }, (_, i) => openAttempt(content, '', () => i / 30).play).map(
    ({ scenes, start }) => scenes[start]!.title,
  )
  expect(new Set(titles)).toEqual(new Set(['she, “die”', 'he, “der”']))
})
