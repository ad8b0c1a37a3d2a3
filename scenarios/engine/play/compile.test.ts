import { describe, expect, test } from 'vitest'
import { exampleResolved, exampleScenario } from '@/tests/support/example-scenario'
import { compile } from './compile'
import { authoredSegments } from './key'
import { idsOf } from './opaque-ids'
import { type Guard, type Play, END } from './play'

const { hostile, genuine } = compile(exampleScenario)
const { play, key } = hostile!
const ids = idsOf(exampleScenario)

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
const authored = Object.values(exampleResolved.scenes)

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
      'variant',
      'verdict',
      'review',
      'values',
      'feedback',
      'evidence',
      'claims',
      'worth',
      'decides',
      'fork',
      'ends',
      'harm',
      'matters',
      'business',
      'endings',
      'keep',
    ])
      expect(names).not.toContain(field)
  })

  test('has no authored ids except those of the cast', () => {
    const own = new Set([
      ...Object.keys(exampleResolved.scenes),
      ...Object.keys(exampleResolved.endings),
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
    // A check is called `register`, and so is one of the ways to check. Keywords of the format are not ids.
    const words = new Set(['via', 'kind', 'channel', 'as', 'look'])
    const found = [...leaves(play)].filter((l) => !words.has(l.field) && own.has(String(l.value)))
    expect(found).toEqual([])
    expect(Object.keys(play.cast)).toEqual(['contact', 'colleague'])
  })

  test('reveals nothing of its variant, verdict, endings or facilitator notes', () => {
    const text = JSON.stringify(play)
    const { verdict, notes, endings } = exampleResolved
    for (const secret of [
      'hostile',
      'genuine',
      // A paper has a signature, and is signed.
      '"sign"',
      'decoy',
      JSON.stringify(verdict.text),
      notes.before,
      notes.after,
      ...Object.values(endings).flatMap((e) => [e.title, JSON.stringify(e.text)]),
      ...authored.flatMap((s) => [s.notes.ask, s.report.why]),
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
        typeof scene.report.reply === 'string' ? scene.report.reply : '“Then keep what you sent.”',
        ...scene.decisions.flatMap((d) => [d.ask, ...d.options.map((o) => o.text)]),
      ])
        expect(text).toContain(JSON.stringify(shown))
    }
  })

  test('has no dangling references', () => {
    const scenes = new Set(Object.keys(play.scenes))
    const places = new Set([...scenes, END])
    expect(scenes).toContain(play.start)
    const routes = decisionsOf(play).flatMap((d) => d.options.flatMap((o) => o.to ?? []))
    expect(routes.length).toBeGreaterThan(10)
    for (const { to } of routes) expect(places).toContain(to)

    const checks = new Set(Object.values(play.scenes).flatMap((s) => s.checks.map((c) => c.id)))
    const facts = new Set([...leaves(play)].filter((l) => l.isKey && ['sets', 'reported'].includes(l.field)).map((l) => l.value)).add(
      'acted',
    )
    const guards = [...guardsIn(play)]
    expect(guards.length).toBeGreaterThan(10)
    for (const guard of guards) {
      if ('fact' in guard) expect(facts).toContain(guard.fact)
      if ('check' in guard) expect(checks).toContain(guard.check)
    }
  })

  test('says how many submissions are ahead, averaged over the options', () => {
    expect(Object.keys(exampleResolved.scenes).map((id) => play.scenes[ids('scene', id)]!.ahead)).toEqual([4, 3, 2, 1])
  })

  test('gives each scene its budget', () => {
    expect(Object.keys(exampleResolved.scenes).map((id) => play.scenes[ids('scene', id)]!.budget)).toEqual([10, 6, 10, 10])
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
    expect(Object.keys(key.reports).sort()).toEqual(Object.keys(play.scenes).sort())
  })
  test('names harm, the report that matters and the business by their ids, each in its variant', () => {
    expect(key.harm).toEqual([{ fact: ids('fact', 'leaked'), mended: ids('fact', 'filed') }, { fact: ids('fact', 'turned-away') }])
    expect([key.matters, key.business]).toEqual([ids('scene', 'request'), undefined])
    expect([genuine!.key.matters, genuine!.key.business]).toEqual([undefined, ids('fact', 'filed')])
    expect(JSON.stringify(play)).not.toMatch(/"(?:harm|matters|business|endings)"/)
  })
  test('keeps the cues', () => {
    expect(key.segments[ids('segment', 'hl-works')]).toMatchObject({ cue: 'decoy', about: 'origin', indicator: 'works-abroad' })
    expect(key.options[ids('decision', 'hello-act')]![ids('option', 'hello-act.origin')]).toMatchObject({
      rubric: { fair: -2, verify: -1 },
      cites: ['G-13'],
    })
    expect(key.weights[ids('decision', 'answer')]).toBe(2)
  })
})

describe('the two variants', () => {
  const withoutForks = (node: unknown, other: unknown, at: string[] = []): string[] => {
    if (JSON.stringify(node) === JSON.stringify(other)) return []
    if (node && other && typeof node === 'object' && typeof other === 'object' && Array.isArray(node) === Array.isArray(other)) {
      const names = new Set([...Object.keys(node), ...Object.keys(other)])
      const [a, b] = [node as Record<string, unknown>, other as Record<string, unknown>]
      if (!at.some((name) => ['finding', 'consequence', 'reply'].includes(name)))
        return [...names].flatMap((name) => withoutForks(a[name], b[name], [...at, name]))
    }
    return [
      at
        .join('.')
        .replace(/(?<=^|\.)s[0-9a-z]{7}(?=\.|$)/g, (id) => (play.scenes[id] ? '*' : id))
        .replace(/\.\d+/g, ''),
    ]
  }

  test('differ in play only where the scenario forks: a text shown, a finding, a consequence', () => {
    const places = new Set(withoutForks(play, genuine!.play))
    expect([...places].sort()).toEqual([
      'scenes.*.checks.finding',
      'scenes.*.decisions.options.consequence',
      'scenes.*.show.lines.segments.text',
      'scenes.*.show.messages.segments.text',
      'scenes.*.show.paragraphs.text',
    ])
  })
  test('have the same ids in the same order, so that a list of ids reveals nothing', () => {
    const idsIn = (of: Play) => JSON.stringify(of).match(/\bs[0-9a-z]{7}\b/g)
    expect(idsIn(play)!.length).toBeGreaterThan(100)
    expect(idsIn(genuine!.play)).toEqual(idsIn(play))
  })
  test('have one identity', () => {
    expect(genuine!.identity).toEqual(hostile!.identity)
  })
  test('a scenario with one variant is compiled only in that', () => {
    expect(Object.keys(compile({ ...exampleScenario, variant: 'genuine' }))).toEqual(['genuine'])
  })
})

describe('the key of a variant', () => {
  test('knows how strongly a segment distinguishes the variants, and which check decides the case', () => {
    const forkOf = (id: string) => key.segments[ids('segment', id)]!.fork
    expect(['hl-praise', 'cl-quiet', 'hl-works', 'rq-style'].map(forkOf)).toEqual(['strong', 'strong', undefined, undefined])
    expect(key.decides).toEqual([ids('check', 'register')])
  })
  test('knows what a report is worth in it', () => {
    const at = ids('scene', 'request')
    expect([key.reports[at]!.worth, genuine!.key.reports[at]!.worth]).toEqual([2, 0])
  })
  test('holds only its own endings', () => {
    expect(Object.keys(key.endings)).toEqual(['held', 'repaired', 'missed', 'lost'])
    expect(Object.keys(genuine!.key.endings)).toEqual(['held', 'repaired', 'missed'])
  })
})

test('compiling does not change the scenario', () => {
  const before = structuredClone(exampleScenario)
  compile(exampleScenario)
  expect(exampleScenario).toEqual(before)
})

test('two names with the same opaque id are refused, not merged', () => {
  ids('fact', 'f3jyl')
  expect(() => ids('fact', 'fao9j')).toThrow('rename one')
})

describe('acts and things', () => {
  const record = play.scenes[ids('scene', 'record')]!
  const file = record.decisions.flatMap((d) => d.options).find(({ on }) => on)!
  test('an act stands on a thing by its opaque id, with what is signed and written', () => {
    expect(file).toMatchObject({ on: ids('artefact', 'guide'), signs: true, writes: 'My own part included' })
    expect(record.show.some(({ id }) => id === file.on)).toBe(true)
  })
  test('a thing keeps its look, and a sentence its link and what it replaces', () => {
    const [guide] = record.show
    expect(guide).toMatchObject({ kind: 'document', look: 'page', head: { name: 'Harbour Board' }, signature: { line: 'Your name' } })
    expect(guide!.kind === 'document' && guide!.clauses[0]!.segments[0]).toEqual({
      id: ids('segment', 'rc-what'),
      text: 'Say what was asked.',
      was: 'Say who asked.',
      link: { words: 'How', target: 'https://board.example/report' },
    })
  })
  test('what follows has its speaker, its hour and its guard, and no claim', () => {
    const scenario = structuredClone(exampleScenario)
    const come = scenario.scenes.call!.decisions[0]!.options[0]!
    come.consequence = [{ id: 'glad', from: 'contact', at: '16:40', text: 'Good.', when: { fact: 'asked' }, claims: { fact: 'asked' } }]
    const [line] = compile(scenario).hostile!.play.scenes[ids('scene', 'call')]!.decisions[0]!.options[0]!.consequence
    expect(line).toEqual({ from: 'contact', at: '16:40', text: 'Good.', when: { fact: ids('fact', 'asked') } })
  })
})
