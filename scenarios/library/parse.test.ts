import { describe, expect, test } from 'vitest'
import { nearest } from './nearest'
import { loadNames, loadOverlay, loadScenario } from './load'

const found = (parsed: ReturnType<typeof loadScenario> | ReturnType<typeof loadNames> | ReturnType<typeof loadOverlay>) =>
  parsed.ok ? [] : parsed.findings.map(({ rule, line, column, message }) => `${line}:${column} ${rule} ${message}`)

const scenario = (scene: string, rest = '') => `id: P01
title: One
summary: One of them
you: You are here.
situation: paid-view
minutes: 10
evidence: [INV]
review: { state: draft }
cast: { contact: { draw: name, title: Manager } }
budget: { minutes: 10 }
harm: []
start: one
scenes:
  one:
    when: Monday
    place: Here
    title: One
    notes: { ask: Why }
    report: { reply: Well., worth: 1, why: So. }
${scene}
business: done
endings: { held: { title: Well, text: All is well. } }
verdict: { text: It was., cites: [G-01] }
keep: { rule: Ask. }
notes: { before: Ask, after: Thank }
role: You are a policy officer
${rest}`
const SHOW = '    show: [{ id: hut, kind: place, title: Hut, segments: [{ id: door, text: A door }] }]'
const OPTIONS = '[{ id: go, text: Go, to: end }, { id: stay, text: Stay, to: end }]'
const DECISIONS = `    decisions: [{ id: act, as: buttons, ask: What, options: ${OPTIONS} }]`

describe('a file of the wrong shape', () => {
  test('a sound one has no finding', () => {
    expect(found(loadScenario(scenario(`${SHOW}\n${DECISIONS}`), 'x.yaml'))).toEqual([])
  })

  test.each([
    [
      'an unknown key, with the nearest known one',
      `${SHOW}\n${DECISIONS.replace('ask:', 'aks:')}`,
      '21:41 unknown-key the key “aks” is unknown here: did you mean “ask”?',
    ],
    [
      'an unknown key of an artefact, with those of its kind',
      `${SHOW.replace('segments:', 'segment:')}\n${DECISIONS}`,
      '20:48 unknown-key the key “segment” is unknown here: did you mean “segments”?',
    ],
    [
      'an unknown key in a list of routes',
      `${SHOW}\n${DECISIONS.replace('to: end', 'to: [{ wehn: { fact: x }, to: end }]')}`,
      '21:89 unknown-key the key “wehn” is unknown here: did you mean “when”?',
    ],
    [
      'an unknown key in a guard',
      `${SHOW}\n${DECISIONS.replace('to: end', 'when: { facts: x }, to: end')}`,
      '21:90 unknown-key the key “facts” is unknown here: did you mean “fact”?',
    ],
    [
      'a guard that resembles none',
      `${SHOW}\n${DECISIONS.replace('to: end', 'when: { weather: x }, to: end')}`,
      '21:82 schema “when”: a guard is one of fact, check, reportedSince, reports, all, any, not',
    ],
    [
      'a competency misspelt',
      `${SHOW}\n${DECISIONS.replace('to: end', 'to: end, rubric: { verfy: 1 }')}`,
      '21:101 unknown-key the key “verfy” is unknown here: did you mean “verify”?',
    ],
    [
      'a word that is nearly one of those allowed',
      `${SHOW.replace('A door', 'A door, cue: decoi')}\n${DECISIONS}`,
      '20:85 schema “cue” must be one of sign, decoy, plain, ambiguous, but is “decoi”: did you mean “decoy”?',
    ],
    [
      'a source that is none',
      `${SHOW.replace('A door', 'A door, cites: [G6]')}\n${DECISIONS}`,
      '20:93 schema “cites” is “G6”: a source is R-nn (the assessment), G-nn (guidance), INV (our dramatisation), or your own, such as OUR-01',
    ],
    [
      'an invisible character in an id',
      `${SHOW.replace('id: hut', 'id: hu\u200bt')}\n${DECISIONS}`,
      '20:14 schema “id” is “hu\u200bt”: after “hu” it has an invisible character (U+200B): type the word again',
    ],
    [
      'a letter of another alphabet in an id',
      `${SHOW.replace('id: hut', 'id: h\u0443t')}\n${DECISIONS}`,
      '20:14 schema “id” is “h\u0443t”: after “h” it has the letter “\u0443” (U+0443), which is not of a to z: type the word again',
    ],
    ['a missing key, at what should hold it', `${DECISIONS}`, '14:3 schema “show” is missing: it must be a list'],
    ['a wrong type', `${SHOW}\n    budget: soon\n${DECISIONS}`, '21:5 schema “budget” must be a number, but is “soon”'],
    [
      'a word that is not among those allowed',
      `${SHOW.replace('A door', 'A door, cue: hint')}\n${DECISIONS}`,
      '20:85 schema “cue” must be one of sign, decoy, plain, ambiguous, but is “hint”',
    ],
    [
      'a kind of artefact that there is not',
      `${SHOW.replace('kind: place', 'kind: palace')}\n${DECISIONS}`,
      '20:23 schema “kind” must be one of messages, email, profile, card, document, itinerary, transcript, place, thing, notice, page',
    ],
    [
      'an id with a capital',
      `${SHOW.replace('id: hut', 'id: Hut')}\n${DECISIONS}`,
      '20:14 schema “id” is “Hut”: an id is lower-case letters, digits and hyphens, and starts with a letter',
    ],
    [
      'too few options',
      `${SHOW}\n${DECISIONS.replace(', { id: stay, text: Stay, to: end }', '')}`,
      '21:52 schema “options” needs at least 2 items',
    ],
    ['an empty text', `${SHOW}\n${DECISIONS.replace('ask: What', 'ask: ""')}`, '21:41 schema “ask”: a text may not be empty'],
    [
      'points out of range',
      `${SHOW}\n${DECISIONS.replace('to: end', 'to: end, rubric: { verify: 3 }')}`,
      '21:101 schema “verify” must be at most 2',
    ],
    [
      'points out of range on one side of a fork',
      `${SHOW}\n${DECISIONS.replace('to: end', 'to: end, rubric: { hostile: { verify: 1 }, genuine: { verify: -3 } }')}`,
      '21:136 schema “verify” must be at least -2',
    ],
    [
      'a fork with one side',
      `${SHOW}\n${DECISIONS.replace('to: end', 'to: end, consequence: { hostile: So. }')}`,
      '21:91 schema “genuine” is missing: it must be a text, or a list of sentences { id, text, from?, at?, when?, claims?, said? }',
    ],
    [
      'an unknown key of a sentence',
      `${SHOW}\n${DECISIONS}\n    lead: [{ id: one, text: So., claim: { fact: x } }]`,
      '22:34 unknown-key the key “claim” is unknown here: did you mean “claims”?',
    ],
    [
      'a number for a text',
      `${SHOW}\n${DECISIONS}\n    lead: 3`,
      '22:5 schema “lead”: a text, or a list of sentences { id, text, when?, claims?, said? }',
    ],
    [
      'a comma that cuts off a text within braces',
      `${SHOW.replace('A door', 'A door, quietly')}\n${DECISIONS}`,
      '20:85 unknown-key “quietly” is read as a key, because a comma within braces ends a text that has no quotes: put the whole text in quotes',
    ],
    [
      'a fork where none may be',
      `${SHOW}\n${DECISIONS.replace('ask: What', 'ask: { hostile: What, genuine: Why }')}`,
      '21:41 schema “ask” may not fork: it is the same in both variants, so write it once',
    ],
    ['a scene of another shape', '    show: 3\n    decisions: none', '20:5 schema “show” must be a list, but is the number 3'],
  ])('%s is reported with its place', (_, scene, expected) => {
    expect(found(loadScenario(scenario(scene), 'x.yaml'))).toContain(expected)
  })

  test('an unknown role is reported with the nearest known one', () => {
    expect(found(loadScenario(scenario(`${SHOW}\n${DECISIONS}`).replace('paid-view', 'payed-view'), 'x.yaml'))).toEqual([
      expect.stringContaining('is “payed-view”: did you mean “paid-view”?'),
    ])
  })

  test('every wrong place is reported, not only the first', () => {
    expect(found(loadScenario(scenario(`${SHOW}\n${DECISIONS}`, 'mood: grim\ntone: dark'), 'x.yaml')).length).toBe(2)
  })

  test('a property of every object is not taken for a known key', () => {
    expect(found(loadScenario(scenario(`${SHOW}\n${DECISIONS}`, '__proto__: { a: 1 }\nconstructor: 1'), 'x.yaml')).length).toBe(2)
  })

  test('name pools and translations have their own shapes', () => {
    expect(found(loadNames('english: [{ given: A, family: B }]', 'names.yaml'))).toContain('1:1 schema “english”: a language code')
    expect(found(loadNames('en: [{ given: A, family: B }]', 'names.yaml'))).toContain('1:1 schema “en” needs at least 4 items')
    expect(found(loadOverlay('locale: deutsch\ntexts: {}', 'de.yaml'))[0]).toMatch(/^1:1 schema “locale”/)
  })
})

test.each([
  ['aks', 'ask'],
  ['titel', 'title'],
  ['consequences', 'consequence'],
  ['zzzzzz', null],
  ['x', null],
])('the nearest name to %s is %s', (word, name) => {
  expect(nearest(word, ['ask', 'title', 'consequence', 'options'])).toBe(name)
})
