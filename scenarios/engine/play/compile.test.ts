import { describe, expect, test } from 'vitest'
import { examplePool, exampleScenario, exampleStory } from '@/tests/support/example-story'
import { authoredSegments, compile, idsOf } from './compile'
import { type Guard, type Play, isAct } from './play'
import type { Scenario } from '../format/schema'

const { play, key, hash } = compile(exampleStory).hostile!
const ids = idsOf(exampleScenario)

/** Every key and value of a structure, with the name of its field. */
function* leaves(node: unknown, field = ''): Generator<{ field: string; value: unknown; isKey: boolean }> {
  if (Array.isArray(node)) for (const item of node) yield* leaves(item, field)
  else if (node && typeof node === 'object') {
    for (const [name, value] of Object.entries(node)) {
      yield { field, value: name, isKey: true }
      yield* leaves(value, name)
    }
  } else yield { field, value: node, isKey: false }
}
function* guardsIn(node: unknown): Generator<Guard> {
  if (Array.isArray(node)) for (const item of node) yield* guardsIn(item)
  else if (node && typeof node === 'object') {
    if ('fact' in node || 'check' in node) yield node as Guard
    for (const value of Object.values(node)) yield* guardsIn(value)
  }
}
const decisionsOf = (of: Play) => Object.values(of.scenes).flatMap((s) => s.decisions)
const authored = Object.values(exampleScenario.scenes)

describe('the play', () => {
  test('has no field of the key at any depth [p:no-key]', () => {
    const names = new Set([...leaves(play)].filter((l) => l.isKey).map((l) => l.value))
    for (const field of [
      'cue',
      'indicator',
      'why',
      'cites',
      'about',
      'rubric',
      'critical',
      'repairs',
      'weight',
      'move',
      'notes',
      'nature',
      'verdict',
      'review',
      'values',
      'feedback',
      'evidence',
    ])
      expect(names).not.toContain(field)
  })

  test('has no authored ids except those of the cast', () => {
    const own = new Set([
      ...Object.keys(exampleScenario.scenes),
      ...Object.keys(exampleScenario.endings),
      ...authored.flatMap((s) => [
        ...s.show.map((a) => a.id),
        ...authoredSegments(s.show).map((g) => g.id),
        ...s.checks.map((c) => c.id),
        ...s.checks.flatMap((c) => Object.keys(c.sets)),
        ...s.decisions.flatMap((d) => [d.id, ...d.options.flatMap((o) => [o.id, `${d.id}.${o.id}`, ...Object.keys(o.sets)])]),
      ]),
      'hl-note',
      'cl-1',
      'rc-1',
    ])
    expect(own.size).toBeGreaterThan(60)
    // A check is called `register`, and so is one of the ways to check: keywords of the format are not ids.
    const words = new Set(['via', 'kind', 'channel', 'as'])
    const found = [...leaves(play)].filter((l) => !words.has(l.field) && own.has(String(l.value)))
    expect(found).toEqual([])
    expect(Object.keys(play.cast)).toEqual(['contact', 'colleague'])
  })

  test('reveals nothing of its nature, verdict, endings or facilitator notes', () => {
    const text = JSON.stringify(play)
    const { verdict, notes, endings } = exampleScenario
    for (const secret of [
      'hostile',
      'genuine',
      'sign',
      'decoy',
      verdict.text,
      notes.before,
      notes.after,
      ...Object.values(endings).flatMap((e) => [e.title, e.text]),
      ...authored.map((s) => s.notes.ask),
      ...authoredSegments(authored.map((s) => s.show)).flatMap((s) => s.why ?? []),
    ])
      expect(text).not.toContain(secret)
  })

  test('has every text a learner may see', () => {
    const text = JSON.stringify(play)
    for (const scene of authored) {
      for (const shown of [
        scene.title,
        scene.place,
        ...authoredSegments(scene.show).map((s) => s.text),
        ...scene.checks.flatMap((c) => [c.text, c.finding]),
        ...scene.decisions.flatMap((d) => [d.ask, ...d.options.map((o) => o.text)]),
      ])
        expect(text).toContain(JSON.stringify(shown))
    }
  })

  test('has no dangling references', () => {
    const scenes = new Set(Object.keys(play.scenes))
    const places = new Set([...scenes, ...play.endings])
    expect(scenes).toContain(play.start)
    const routes = decisionsOf(play).flatMap((d) => d.options.flatMap((o) => o.to ?? []))
    expect(routes.length).toBeGreaterThan(10)
    for (const { to } of routes) expect(places).toContain(to)

    const checks = new Set(Object.values(play.scenes).flatMap((s) => s.checks.map((c) => c.id)))
    const facts = new Set([...leaves(play)].filter((l) => l.isKey && l.field === 'sets').map((l) => l.value))
    const guards = [...guardsIn(play)]
    expect(guards.length).toBeGreaterThan(10)
    for (const guard of guards) {
      if ('fact' in guard) expect(facts).toContain(guard.fact)
      if ('check' in guard) expect(checks).toContain(guard.check)
    }
    const artefacts = Object.values(play.scenes).flatMap((s) => s.show)
    const continued = artefacts.flatMap((a) => (a.kind === 'messages' && a.continues ? [a.continues] : []))
    expect(continued).toEqual([ids('artefact', 'thread')])
    expect(artefacts.map((a) => a.id)).toContain(continued[0])
  })

  test('says how many submissions lie ahead, averaged over the options', () => {
    expect(Object.keys(exampleScenario.scenes).map((id) => play.scenes[ids('scene', id)]!.ahead)).toEqual([4, 3, 2, 1])
  })

  test('gives each scene its budget', () => {
    expect(Object.keys(exampleScenario.scenes).map((id) => play.scenes[ids('scene', id)]!.budget)).toEqual([10, 6, 10, 10])
  })
})

describe('the key', () => {
  test('has an entry for every segment, option and decision of the play, under its id', () => {
    const all = authoredSegments(authored.map((s) => s.show)).map((s) => ids('segment', s.id))
    expect(Object.keys(key.segments).sort()).toEqual(all.sort())
    for (const decision of decisionsOf(play)) {
      expect(Object.keys(key.options[decision.id]!)).toEqual(decision.options.map((o) => o.id))
      expect(key.weights[decision.id]).toBeGreaterThan(0)
    }
    expect(Object.keys(key.endings).sort()).toEqual(play.endings)
  })
  test('repairs name options that exist and are critical', () => {
    const repairs = Object.values(key.options).flatMap((options) => Object.values(options).flatMap((o) => o.repairs))
    expect(repairs).toHaveLength(2)
    for (const [decision, option] of repairs.map((r) => r.split('.') as [string, string])) {
      expect(key.options[decision]![option]!.critical).toBe(true)
    }
  })
  test('keeps the cues', () => {
    expect(key.segments[ids('segment', 'hl-works')]).toMatchObject({ cue: 'decoy', about: 'origin', indicator: 'works-abroad' })
    expect(key.options[ids('decision', 'hello-act')]![ids('option', 'hello-act.origin')]).toMatchObject({
      critical: true,
      rubric: { fair: -2, verify: -1 },
      cites: ['G-13'],
    })
    expect(key.weights[ids('decision', 'answer')]).toBe(2)
  })
})

describe('the hash', () => {
  const changed = (change: (scenario: Scenario) => void, pool = examplePool) => {
    const scenario = structuredClone(exampleScenario)
    change(scenario)
    return compile(scenario, pool).hash
  }
  const reordered = <T>(node: T): T => {
    if (Array.isArray(node)) return node.map(reordered) as T
    if (!node || typeof node !== 'object') return node
    return Object.fromEntries(
      Object.entries(node)
        .reverse()
        .map(([k, v]) => [k, reordered(v)]),
    ) as T
  }

  test('is the same for the same content, whatever the order of its keys', () => {
    expect(compile(structuredClone(exampleScenario), structuredClone(examplePool)).hash).toBe(hash)
    expect(compile(exampleScenario, examplePool, 'tutorial').hash).toBe(hash)
    expect(compile(reordered(exampleScenario), reordered(examplePool)).hash).toBe(hash)
  })
  test('survives a round trip through JSON', () => {
    expect(compile(JSON.parse(JSON.stringify(exampleScenario)) as Scenario, examplePool).hash).toBe(hash)
  })
  test.each<[string, (scenario: Scenario) => void]>([
    [
      'a text',
      (s) => {
        s.scenes.hello!.title += '.'
      },
    ],
    [
      'a rubric',
      (s) => {
        s.scenes.call!.decisions[0]!.options[0]!.rubric.protect = -2
      },
    ],
    [
      'a weight',
      (s) => {
        s.scenes.call!.decisions[0]!.weight = 2
      },
    ],
    [
      'a cue',
      (s) => {
        authoredSegments(s.scenes.record!.show)[0]!.cue = 'decoy'
      },
    ],
    [
      'an ending',
      (s) => {
        s.endings.early!.text += '.'
      },
    ],
    [
      'the verdict',
      (s) => {
        s.verdict.text += '.'
      },
    ],
    [
      'a note',
      (s) => {
        s.notes.after += '.'
      },
    ],
    [
      'a value',
      (s) => {
        s.values.fee = 901
      },
    ],
    [
      'a guard',
      (s) => {
        s.scenes.hello!.checks[2]!.when = { check: 'register' }
      },
    ],
    [
      'a budget',
      (s) => {
        s.scenes.request!.budget = 7
      },
    ],
    [
      'the nature',
      (s) => {
        s.nature = 'genuine'
      },
    ],
  ])('changes with %s', (_, change) => {
    expect(changed(change)).not.toBe(hash)
  })
  test('changes with the name pool', () => {
    expect(changed(() => {}, { ...examplePool, en: examplePool.en!.slice(1) })).not.toBe(hash)
  })
  test('ignores the review state', () => {
    expect(
      changed((s) => {
        s.review = { state: 'reviewed', by: 'A reader' }
      }),
    ).toBe(hash)
  })
})

test('compiling does not change the scenario', () => {
  const before = structuredClone(exampleScenario)
  compile(exampleStory).hostile!
  expect(exampleScenario).toEqual(before)
})

test('an ending may be named like a property that every object has', () => {
  const scenario = structuredClone(exampleScenario)
  scenario.endings = { ...scenario.endings, constructor: { title: 'Odd', text: 'Odd.' } }
  scenario.scenes.record!.decisions[1]!.options[1]!.to = 'constructor'
  const compiled = compile(scenario, examplePool)
  const bin = Object.values(compiled.play.scenes)
    .flatMap((s) => s.decisions)
    .filter(isAct)
    .at(-1)!
    .options.at(-1)!
  expect(compiled.play.endings).toContain(bin.to![0]!.to)
})

test('two names with the same opaque id are refused, not merged', () => {
  ids('fact', 'f1xpd')
  expect(() => ids('fact', 'f6wxm')).toThrow('rename one')
})
