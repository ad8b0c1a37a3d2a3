import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { authoredEvents } from '@/tests/support/authored-events'
import { bestPlay } from '@/tests/support/best-play'
import { inWords } from '../authoring/commands/measure'
import { type Evidence, type ScenarioSubject, inspectSubject, subjectIn } from '../authoring/inspect'
import { RANKS, measureOf } from '../authoring/inspect/measure'
import { sharedPhrases } from '../authoring/inspect/shared-phrases'
import { STRATEGY_NAMES } from '../authoring/inspect/strategies'
import { exploredOf } from '../authoring/inspect/trial'
import { type NamePool, PRONOUNS } from '../engine/format/schema'
import { replay } from '../engine/play/journal'
import type { PlayEvent } from '../engine/play/events'
import { argumentsOf, drawNames } from '../engine/play/names'
import { format, mapTexts } from '../engine/play/staging'
import { segmentsOf } from '../engine/play/play'
import { OUTCOMES } from '../engine/format/outcomes'
import { scoreAttempt } from '../engine/score/attempt'
import { skillItems } from '../engine/score/skills'
import { readEvidence } from './evidence'
import { loadLibrary } from './load'

const here = join('scenarios', 'library')
const files = (readdirSync(here, { recursive: true }) as string[])
  .filter((path) => path.endsWith('.yaml'))
  .sort()
  .map((path) => ({ path, bytes: readFileSync(join(here, path)) }))
const cited = readEvidence((name) => readFileSync(join('scenarios', 'evidence', name), 'utf8'))
const evidence: Evidence = { ...cited, sources: new Set(cited.sources.keys()) }

const { scenarios, folders, pool, findings } = loadLibrary(files)
const written = folders.flatMap(({ path, scenario }) => (scenario ? [{ path, ...scenario }] : []))
const subjects = new Map<string, ScenarioSubject>()
function subjectOf(path: string): ScenarioSubject {
  const { value, source } = written.find((s) => s.path === path)!
  const subject = subjects.get(path) ?? subjectIn(value, pool, evidence, source)!
  subjects.set(path, subject)
  return subject
}
/** Other names only change names, so what can be reached is found once. */
const findingsOf = (path: string, names = pool): string[] =>
  inspectSubject({ ...subjectOf(path), pool: names }, written.find((s) => s.path === path)!.source).map(
    ({ file, line, severity, rule, message }) => `${severity} ${file}:${line} ${rule} ${message}`,
  )
const variants = scenarios.flatMap(({ scenario: { id }, variants }) =>
  Object.values(variants).map((compiled) => [`${id} ${compiled.key.variant}`, compiled] as const),
)

test('every file can be read', () => expect(findings.filter((f) => f.severity === 'error')).toEqual([]))

test.each(scenarios.map(({ scenario: { id }, variants }) => ({ id, variants })))(
  'what a room is given to talk about is the same in both variants of $id',
  ({ variants: { hostile, genuine } }) => {
    const [one, other] = [hostile, genuine].map((compiled) => compiled?.key.notes.scenes ?? {})
    for (const [scene, { ask }] of Object.entries(other!)) expect(one![scene]?.ask ?? ask).toBe(ask)
  },
)

test.each(variants)('no moment of %s has a sentence twice: a list of flags could not say whose it is', (_, { play }) => {
  for (const { show, title } of Object.values(play.scenes)) {
    const texts = show.flatMap((artefact) => segmentsOf(artefact, { facts: [], checks: [] })).map(({ text }) => text)
    expect(
      texts.filter((text, i) => texts.indexOf(text) < i),
      title,
    ).toEqual([])
  }
})

const scenariosOnly = written.filter((s) => s.value.kind === 'scenario').map((s) => s.path)
const measures = new Map(scenariosOnly.map((path) => [path, measureOf(subjectOf(path))!]))

describe.each(scenariosOnly)('%s', (path) => {
  const measured = measures.get(path)!
  const { variants } = measured

  test('is held with all points by best acts that are reported, and missed by the same acts untold', () => {
    console.log(`${path}\n\n${inWords(measured)}`)
    for (const { variant, scores } of variants) {
      const { outcome, earned, possible } = scores.best.always
      expect({ outcome, earned }, variant).toEqual({ outcome: 'held', earned: possible })
      if (variant === 'hostile') expect(scores.best.never.outcome).toBe('missed')
      for (const rank of RANKS) {
        const { never, always } = scores[rank]
        expect(OUTCOMES.indexOf(always.outcome), `${variant}, ${rank} acts`).toBeLessThanOrEqual(OUTCOMES.indexOf(never.outcome))
        expect(always.earned).toBeGreaterThanOrEqual(never.earned)
      }
    }
  })

  test('cannot be known in its first moment, and is decided at the same moment in both variants', () => {
    for (const { knowing } of variants) expect(knowing.nothing.firstStrong[0]).toBeGreaterThan(1)
    expect(variants[0]!.knowing).toEqual(variants[1]!.knowing)
  })
})

test('the moment from which a learner can know without checks varies from scenario to scenario', () => {
  const decided = [...measures].map(([path, { variants }]) => [path, variants[0]!.knowing.nothing.firstDecided[0]!] as const)
  const moments = decided.map(([, moment]) => moment)
  const often = (moment: number) => moments.filter((m) => m === moment).length
  expect(new Set(moments).size, decided.join('; ')).toBeGreaterThanOrEqual(Math.min(4, decided.length))
  for (const moment of moments) expect(often(moment), `moment ${moment}: ${decided.join('; ')}`).toBeLessThanOrEqual(decided.length / 2)
})

describe('no two scenarios', () => {
  test('share a run of seven words in their explanations', () => {
    const whys = new Map(scenariosOnly.map((path) => [path, subjectOf(path).texts.filter(({ field }) => field === 'why')]))
    const shared = scenariosOnly.flatMap((path) => {
      const others = new Map([...whys].filter(([other]) => other < path))
      return sharedPhrases(whys.get(path)!, others)
        .filter(({ phrase }) => phrase.split(' ').length >= 7)
        .map(({ phrase, others: where }) => `${where.join(', ')} and ${path}: ${phrase}`)
    })
    expect(shared).toEqual([])
  })
})

test('over all scenarios the best option is the longest in at most 40 % of decisions', () => {
  const asked = scenariosOnly.flatMap((path) =>
    subjectOf(path).variants.flatMap(({ decisions }) =>
      decisions.map(({ options }) => {
        const points = options.map(({ option }) => Object.values(option.rubric).reduce((a, b) => a + b, 0))
        const longest = Math.max(...options.map(({ option }) => option.text.length))
        return options.some(({ option }, i) => points[i] === Math.max(...points) && option.text.length === longest)
      }),
    ),
  )
  expect(asked.filter(Boolean).length / asked.length).toBeLessThanOrEqual(0.4)
})

describe('a blind way', () => {
  const blindWays = STRATEGY_NAMES.filter((name) => name !== 'ignore' && name !== 'refer')
  test.each(blindWays.flatMap((name) => (['always', 'start', 'never'] as const).map((reports) => [name, reports] as const)))(
    '%s, reporting %s, is held in both variants in at most a third of the scenarios',
    (name, reports) => {
      const held = [...measures].filter(([, { variants }]) =>
        variants.every(({ blind }) => blind.find((b) => b.strategy === name && b.reports === reports)!.outcome === 'held'),
      )
      expect(held.length, held.map(([path]) => path).join(', ')).toBeLessThanOrEqual(measures.size / 3)
    },
  )
})

describe('journals', () => {
  /** The longest path: one check a moment, reports and ratings wherever possible, and the options that lead through most moments. */
  function longest(name: string): PlayEvent[] {
    const { play } = variants.find(([n]) => n === name)![1]
    const events: PlayEvent[] = []
    for (let { state } = replay(play, events); state.phase !== 'judgement'; { state } = replay(play, events)) {
      const scene = play.scenes[state.scene]!
      if (state.phase === 'consequence') {
        events.push({ type: 'continue' })
        continue
      }
      const offeredChecks = scene.checks.map((c): PlayEvent => ({ type: 'check', check: c.id }))
      const check = offeredChecks.find((event) => !replay(play, [...events, event]).refused)
      if (check) events.push(check)
      events.push({ type: 'report' })
      const choices = scene.decisions.flatMap((d) => d.options.map((o) => [d.id, o] as const))
      const sending = scene.decisions.filter((d) => d.options.every((o) => !o.to))
      const decided = choices
        .filter(([, o]) => o.to)
        .map(([d, o]): PlayEvent => {
          const sent = o.sends ? Object.fromEntries(sending.map((slot) => [slot.id, slot.options[0]!.id])) : {}
          return { type: 'decide', choices: { ...sent, [d]: o.id }, ...(scene.rating && { rating: 3 as const }) }
        })
        .filter((event) => !replay(play, [...events, event]).refused)
      events.push(decided.reduce((a, b) => (JSON.stringify(b).length > JSON.stringify(a).length ? b : a)))
    }
    return [...events, { type: 'judge', looks: 'approach', sure: 'guessing' }]
  }

  test.each(variants.map(([name]) => name))(
    'of the longest path of %s, with a check and a report in every moment, take about a kilobyte',
    (name) => {
      const size = JSON.stringify(longest(name)).length
      console.log(`journal of the longest path of ${name}: ${size} bytes`)
      expect(size).toBeLessThanOrEqual(1100)
    },
  )
})

const withPronoun = (pronoun: (typeof PRONOUNS)[number]): NamePool =>
  Object.fromEntries(Object.entries(pool).map(([language, people]) => [language, people.map((name) => ({ ...name, pronoun }))]))

describe('names reveal nothing', () => {
  /** Each group twice, because a cast may be larger than one group. */
  const groups = [
    ...Object.entries(pool).map(([language, people]): [string, NamePool] => [language, { [language]: people, again: people }]),
    ...PRONOUNS.map((pronoun): [string, NamePool] => [`“${pronoun}”`, withPronoun(pronoun)]),
  ]
  const usual = new Map(written.map(({ path }) => [path, findingsOf(path)]))

  /** Scenarios whose texts have not been rewritten yet may break these. */
  const LENGTHS = ['ending-words', 'verdict-words', 'mean-sentence']
  test('with all names nothing is found but texts that are too long or too clipped', () =>
    expect([...usual.values()].flat().filter((found) => !LENGTHS.includes(found.split(' ')[2]!))).toEqual([]))
  test.each(groups)('with only %s names there are the same findings', (_, one) => {
    for (const { path } of written) expect(findingsOf(path, one)).toEqual(usual.get(path))
  })

  test.each(variants)('of %s nothing but the pronouns differs by pronoun, and no points do', (_, { play, key, values }) => {
    const [she, he] = PRONOUNS.map((pronoun) => {
      const args = argumentsOf(values, drawNames(withPronoun(pronoun), Object.keys(play.cast), 7))
      return mapTexts({ play, key }, (text) => format(text, args, 'en').replace(/\b(?:she|he|hers?|him|his|herself|himself)\b/gi, '…'))
    })
    expect(he).toEqual(she)
  })

  test.each(variants)('every text of %s can be shown with names of any group, with no argument left', (_, { play, key, values }) => {
    for (const [, one] of groups) {
      const args = argumentsOf(values, drawNames(one, Object.keys(play.cast), 7))
      mapTexts({ play, key }, (text) => {
        const done = format(text, args, 'en')
        expect(done.replaceAll('{said}', '')).not.toMatch(/[{}]|undefined|NaN/)
        return done
      })
    }
  })
})

test.each(variants)('all points of %s leave nothing to practise, whichever of several best acts was chosen', (_, { play, key }) => {
  const of = exploredOf({ play, key })
  for (const last of [false, true]) {
    const { steps } = replay(
      play,
      bestPlay(of, (among) => (last ? among - 1 : 0)),
    )
    const { earned, possible, submissions, segments } = scoreAttempt(of, steps)
    expect(earned).toBe(possible)
    const items = skillItems(key, { submissions, segments })
    expect(items.length).toBeGreaterThan(0)
    expect(items.filter((item) => item.earned < item.possible)).toEqual([])
  }
})

test('the first moment of P01 is the same, word for word, in both variants', () => {
  const { value } = written.find((s) => s.path === 'P01')!
  const { ids } = authoredEvents(value)
  const [hostile, genuine] = ['hostile', 'genuine'].map((variant) => {
    const { play } = variants.find(([name]) => name === `P01 ${variant}`)![1]
    return play.scenes[ids('scene', value.start)]
  })
  expect(genuine).toEqual(hostile)
})
