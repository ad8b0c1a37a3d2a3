import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { stringify } from 'yaml'
import { ALL_RULES } from '@/scenarios/authoring/commands/rules'
import { shortHash } from '@/scenarios/engine/play/overlay'
import { soundScenario, soundTutorial } from '@/tests/support/sound-scenario'
import { type Output, runScenario } from './run'
import { whenChanged } from './watch'

const root = mkdtempSync(join(tmpdir(), 'scenario-'))
const folder = join(root, 'P99')
const file = join(folder, 'scenario.yaml')

function run(...words: string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = runScenario(words, { out: (text) => out.push(text), err: (text) => err.push(text) })
  return { code, out: out.join('\n'), err: err.join('\n') }
}
const silent: Output = { out: () => {}, err: () => {} }
const begin = (id: string, library: string) => runScenario(['new', id], silent, [library])
const written = (scenario: object) => stringify(scenario, { lineWidth: 0, aliasDuplicateObjects: false })

beforeAll(() => {
  begin('P99', root)
  writeFileSync(file, written(soundScenario()))
})
afterAll(() => rmSync(root, { recursive: true }))

function folderOf(id: string, change: (text: string) => string): string {
  begin(id, root)
  const own = join(root, id)
  writeFileSync(join(own, 'scenario.yaml'), change(readFileSync(file, 'utf8').replace('id: P99', `id: ${id}`)))
  return own
}

describe('check', () => {
  test('ends with 0 on a sound folder, and prints from which moment on it is possible to know', () => {
    const { code, out, err } = run('check', folder)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^1 file: 0 errors, 0 warnings$/m)
    expect(out).toMatch(/note the first strong fork is shown in moment 3 to 4$/m)
    expect(out).toMatch(/note the first decided moment is 3 to 4$/m)
  })

  test('prints file, line, column, severity and rule, and ends with 1', () => {
    const own = folderOf('P98', (text) => text.replace('to: s4', 'to: s44'))
    const text = readFileSync(join(own, 'scenario.yaml'), 'utf8')
    const { code, out } = run('check', own)
    const line = text.split('\n').findIndex((l) => l.includes('to: s44')) + 1
    const column = text.split('\n')[line - 1]!.indexOf('to: s44') + 1
    expect(code).toBe(1)
    expect(out).toContain(`scenario.yaml:${line}:${column} error unknown-target no scene is called “s44”: did you mean “s4”?`)
  })

  test('prints JSON for machines', () => {
    writeFileSync(join(root, 'de.yaml'), 'locale: de\ntexts: { a: 1 }\n')
    const { code, out } = run('check', join(root, 'de.yaml'), '--json')
    const report = JSON.parse(out)
    expect(code).toBe(1)
    expect(report).toMatchObject({ files: 1, errors: report.findings.length, warnings: 0 })
    expect(report.findings.at(-1)).toEqual({
      rule: 'schema',
      severity: 'error',
      file: expect.stringMatching(/de\.yaml$/),
      line: 2,
      column: 10,
      message: expect.stringContaining('“a” must be a map of keys'),
    })
  })

  test('ends with 0 if there are only warnings, and prints them', () => {
    const own = folderOf('P96', (text) => text.replace('Look it up', "Look 'it' up"))
    const { code, out } = run('check', own)
    expect(code).toBe(0)
    expect(out).toContain('warning straight-quotes')
  })

  test('lists the sentences of endings and verdicts that nothing proves', () => {
    const { out } = run('check', folder, '--unproved')
    const lines = out.split('\n').filter((line) => line.includes(' unproved '))
    expect(lines.map((line) => line.split(' unproved ')[1])).toEqual([
      'It went on to somebody else, because nobody knew.',
      'It was genuine. The page is out in May.',
      'It was genuine. The office put the letter right, and the page is out in May.',
      'It was genuine. The page did not come out as it was planned.',
      'One could know by what was asked. The name did not matter.',
      'It was genuine. What was asked stayed the same, and the name did not matter.',
    ])
    expect(lines[0]).toMatch(/scenario\.yaml:\d+:\d+ unproved/)
    expect(run('check', folder).out).toContain('note nothing proves 6 sentences of endings and verdict')
  })

  test('lists the phrases that other scenarios of the library use too', () => {
    const lines = run('check', 'P01', '--shared')
      .out.split('\n')
      .filter((line) => line.includes(' shared '))
    expect(lines).toContainEqual(expect.stringMatching(/P01\/scenario\.yaml:\d+:\d+ shared “.+” with .*P0\d/))
    expect(run('check', 'P01').out).toContain(`note ${lines.length} phrases of five words or more also in other scenarios`)
  })

  test('reports a finding for any kind of bytes', () => {
    writeFileSync(join(root, 'fr.yaml'), new Uint8Array([0xff, 0xfe, 0x00]))
    expect(run('check', join(root, 'fr.yaml'))).toMatchObject({ code: 1, out: expect.stringContaining('file-utf8') })
  })

  test('looks into the folders of a folder, and reports if there is no scenario', () => {
    const library = mkdtempSync(join(tmpdir(), 'scenario-library-'))
    expect(run('check', library)).toMatchObject({ code: 2, err: expect.stringContaining('there is no scenario in ') })
    begin('P93', library)
    begin('P94', library)
    const { code, out } = run('check', library)
    rmSync(library, { recursive: true })
    expect(code).toBe(1)
    expect(out).toMatch(/^2 files: /m)
  })

  test('runs again when a file changes, once for the several steps of a save', async () => {
    let times = 0
    const changed = new Promise<void>((resolve) => {
      const stop = whenChanged([folder], () => {
        times++
        setTimeout(() => {
          stop()
          resolve()
        }, 300)
      })
    })
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, '')
    writeFileSync(file, text)
    await changed
    expect(times).toBe(1)
  })
})

describe('wrong use', () => {
  test.each([
    [[], /^npm run --silent scenario/],
    [['chekc'], /no such verb: chekc/],
    [['toString'], /no such verb/],
    [['check', '/no/such/file.yaml'], /no such file/],
    [['check', '--loud'], /--loud/],
    [['check', '--watch', '--json'], /choose one/],
    [['graph'], /name one scenario/],
    [['graph', 'a', 'b'], /name one scenario/],
    [['graph', folder, '--variant', 'odd'], /hostile or genuine/],
    [['score', folder], /--choices/],
    [['score', folder, '--choices', 'right', '--seed', 'x'], /--seed must be a whole number/],
    [['score', folder, '--choices', 'fly'], /“fly” is not on offer in “s0”: act0=right\|paper\|leave\|mistake/],
    [['score', folder, '--choices', 'right'], /the scenario goes on in “s1”/],
    [['score', folder, '--choices', 'paper,thanks'], /“thanks” is in say1a and say1b: write decision=option/],
    [['score', folder, '--choices', 'check:c0,check:c0'], /refused in “s0”: already-checked/],
    [['score', folder, '--choices', 'report,report'], /reporting is refused in “s0”: already-reported/],
    [['score', folder, '--choices', 'right', '--report', 's99'], /no scene is called “s99”/],
    [['score', folder, '--choices', 'right', '--check', 'c99'], /no check is called “c99”/],
    [['read', folder, '--locale', 'xx'], /there is no xx\.yaml/],
    [['new'], /give one scenario id/],
    [['new', '../P1'], /give one scenario id/],
    [['new', 'T01'], /exists already/],
    [['schema', 'novel'], /name one of/],
  ])('%j ends with 2 and one clear line', (words, message) => {
    const { code, out, err } = run(...words)
    expect(code).toBe(2)
    expect(words.length === 0 ? out : err).toMatch(message)
    if (words.length > 0) expect(err.split('\n').length).toBe(1)
  })

  test('a scenario that cannot be played is reported with the reason', () => {
    const own = folderOf('P97', (text) => text.replace('to: s4', 'to: s44'))
    expect(run('measure', own)).toMatchObject({ code: 2, err: expect.stringMatching(/not everything leads to an end/) })
  })
})

describe('graph', () => {
  test('draws Mermaid, with points, checks, reporting, harm and the variants’ endings', () => {
    const { code, out } = run('graph', folder)
    expect(code).toBe(0)
    expect(out).toMatch(/^flowchart TD/)
    expect(out).toContain('_s2["s2: Moment 3<br/>check c2, 6 min, decides<br/>check d2, 3 min [f1]<br/>report 0, rating, decided"]')
    expect(out).toContain('report h 2 / g 1, decided"]')
    expect(out).toContain('_s4 -->|"right +3/0<br/>paper 0/+3<br/>leave 0<br/>mistake -2/-1 harm in one variant"| _s5')
    expect(out).toContain('_end -->|"hostile"| _ending_hostile_lost')
    expect(out).not.toContain('stroke-dasharray')
  })

  test('marks what cannot be reached, and draws only one variant', () => {
    const lost = folderOf('P95', (text) => text.replace(/to: s4\n/g, 'to: s5\n'))
    const { out } = run('graph', lost, '--variant', 'hostile')
    expect(out).toContain('style _s4 stroke-dasharray: 4')
    expect(out).toContain('right +3<br/>')
    expect(out).toContain('mistake -2 harm')
  })
})

const BEST = 'check:c0,right,say1a=who,say1b=who,right,right,right,say4a=who,say4b=who,right,right,right'

describe('score', () => {
  const scored = (...words: string[]) => JSON.parse(run('score', folder, '--variant', 'hostile', ...words, '--json').out)

  test('the best acts with every report are held with all points', () => {
    const { earned, possible, ...best } = scored('--choices', BEST, '--report', 'all')
    expect(best).toMatchObject({ variant: 'hostile', outcome: 'held', result: 100, ending: 'A short walk' })
    expect(earned).toBe(possible)
  })

  test('the same acts without a report are missed, and the points that were left are printed', () => {
    expect(scored('--choices', BEST)).toMatchObject({ outcome: 'missed' })
    const { out } = run('score', folder, '--variant', 'hostile', '--choices', BEST)
    expect(out).toContain('s3: act3.right (5 of 5), not reported (0 of 2)')
    expect(out).toContain('missed: A quiet week')
  })

  test('scores both variants if none is named', () => {
    const { out } = run('score', folder, '--choices', BEST)
    expect(out).toMatch(/scenario\.yaml, hostile\n[\s\S]*scenario\.yaml, genuine\n/)
  })

  test('reports where the path says so, on the consequence if there is one, so that the same moment can be repaired', () => {
    const harmful = BEST.replace(/right,right$/, 'mistake,right')
    expect(scored('--choices', harmful).outcome).toBe('lost')
    expect(scored('--choices', harmful, '--report', 's5').outcome).toBe('repaired')
    expect(scored('--choices', harmful.replace('mistake', 'mistake,report')).outcome).toBe('repaired')
    expect(scored('--choices', harmful.replace('mistake', 'report,mistake')).outcome).toBe('lost')
  })

  test('makes checks in the moments that offer them', () => {
    const { submissions } = scored('--choices', BEST, '--check', 'c2,c3')
    expect(submissions.map((s: { checks: string[] }) => s.checks)).toEqual([['c0'], [], ['c2'], ['c3'], [], [], []])
  })

  test('takes the sentences of a reply in any order, and skips those that do not belong to the act', () => {
    const counted = (choices: string) => scored('--choices', choices).submissions[1].decisions.map((d: { option: string }) => d.option)
    expect(counted('paper,right,say1b=who,say1a=thanks,paper,paper,paper,paper,paper')).toEqual(['say1a.thanks', 'say1b.who', 'act1.right'])
    expect(counted('paper,say1a=who,paper,paper,paper,paper,paper,paper')).toEqual(['act1.paper'])
  })

  test('draws other names by the seed, but scores the same', () => {
    const [{ names, seed: a, ...one }, { names: others, seed: b, ...two }] = [
      scored('--choices', BEST, '--seed', '1'),
      scored('--choices', BEST, '--seed', '2'),
    ]
    expect([a, b]).toEqual([1, 2])
    expect(names).not.toEqual(others)
    expect(one).toEqual(two)
  })
})

describe('read', () => {
  test('prints one path as prose: artefacts, findings, replies, what was said, the ending and the verdict', () => {
    const { code, out } = run('read', folder, '--variant', 'hostile', '--path', BEST.replace('right', 'report,right'), '--seed', '3')
    expect(code).toBe(0)
    for (const part of [
      'The page (hostile)',
      'You are a policy officer.',
      'Monday, 09:00. Your desk',
      '→ Look it up\nNothing is found under that name.',
      '→ Tell your security officer\n“Keep it as it came, and come by again.”',
      '  → Answer by the office line',
      'A bell rings twice.',
      'Your security officer has asked for the list.',
      'You had written: Who is the paper for?',
      'The end: A quiet week\nIt went on to somebody else, because nobody knew.',
      'Verdict: One could know by what was asked.',
      'To keep: At the first, ask.',
    ])
      expect(out).toContain(part)
    expect(out).not.toMatch(/[{}]/)
  })

  test('prints the reply that the officer gives to a report after the act', () => {
    const { out } = run('read', folder, '--variant', 'hostile', '--path', BEST.replace('c0,right', 'c0,right,report'))
    expect(out).toContain('come by again.” “Keep what you sent as well.”')
  })

  test('without a path prints few paths that together show every text', () => {
    const { out } = run('read', folder, '--variant', 'hostile')
    const { scenes, endings } = soundScenario()
    const texts = [
      ...Object.values(scenes).flatMap((s) => s.decisions.flatMap((d) => d.options.map((o) => o.text))),
      ...Object.values((endings as { hostile: Record<string, { text: string | { text: string }[] }> }).hostile).flatMap(({ text }) =>
        typeof text === 'string' ? [text] : text.map((t) => t.text),
      ),
      'Nobody answers.',
      '“Keep what you sent as well.”',
    ]
    for (const text of texts) expect(out, text).toContain(text)
    expect(out.match(/═══ Path/g)!.length).toBeLessThanOrEqual(12)
    expect(out).toMatch(/^As before: 1 /m)
  })

  test('reads a translation if there is one, and the original if it is stale', () => {
    const { title, scenes } = soundScenario()
    const texts = {
      title: { text: 'Die Seite', of: shortHash(title) },
      'scenes.s0.title': { text: 'Alt', of: '00000000' },
    }
    writeFileSync(join(folder, 'de.yaml'), written({ locale: 'de', texts }))
    const { out } = run('read', folder, '--variant', 'hostile', '--locale', 'de', '--path', BEST)
    rmSync(join(folder, 'de.yaml'))
    expect(out).toContain('Die Seite (hostile)')
    expect(out).toContain(scenes.s0!.title)
    expect(out).not.toContain('Alt\n')
  })
})

describe('measure', () => {
  test('prints from when on it is possible to know, how much is common, and how acts and blind ways end', () => {
    const { code, out } = run('measure', folder)
    expect(code).toBe(0)
    for (const line of [
      / common to the variants +7 of 7 +7 of 7$/m,
      / submissions +7 +7$/m,
      /first strong fork, checking nothing +4 +4$/m,
      /first strong fork, checking all +3 +3$/m,
      /first decided moment, checking nothing +4 +4$/m,
      / s0 +\d+ {2}100 % +\d+ {2}100 %$/m,
      / mean +\d+ +\d+$/m,
      / best +held (\d+)\/\1 +held \d+\/\d+ +missed \d+\/\d+ +missed \d+\/\d+$/m,
      / worst +repaired \d+\/\d+ +lost \d+\/\d+ +lost 0\/\d+ +lost 0\/\d+$/m,
      / held in both, reporting always +\d+ %$/m,
      / ignore +held +missed +missed +missed +missed +missed$/m,
    ])
      expect(out).toMatch(line)
  })

  test('marks what misses its target, and says the target', () => {
    const wordy = folderOf('P91', (text) => text.replace(/lead: .*/, `lead: ${'So it goes on and on. '.repeat(70)}`))
    const { out } = run('measure', wordy)
    expect(out).toMatch(/ \d{3} ✗ at most 250 /)
    expect(run('measure', folder).out).not.toMatch(/✗ at most 250/)
  })

  test('prints JSON for machines', () => {
    const { variants, luck } = JSON.parse(run('measure', folder, '--json').out)
    expect(variants.map((t: { variant: string }) => t.variant)).toEqual(['hostile', 'genuine'])
    const { outcome, earned, possible } = variants[0].scores.best.always
    expect([outcome, earned]).toEqual(['held', possible])
    expect(variants[0].scores.best.never.outcome).toBe('missed')
    expect(luck).toBeGreaterThan(0)
  })

  test('measures a tutorial without the parts that it does not have', () => {
    begin('P94', root)
    writeFileSync(join(root, 'P94', 'scenario.yaml'), written({ ...soundTutorial(), id: 'P94' }))
    const { code, out } = run('measure', join(root, 'P94'))
    expect(code).toBe(0)
    expect(out).not.toContain('Blind')
  })
})

describe('new', () => {
  test('creates a scenario in which check finds only what still has to be written', () => {
    const at = mkdtempSync(join(tmpdir(), 'scenario-new-'))
    expect(begin('P50', at)).toBe(0)
    expect(readdirSync(join(at, 'P50'))).toEqual(['scenario.yaml'])
    expect(readFileSync(join(at, 'P50', 'scenario.yaml'), 'utf8')).toMatch(
      /^# yaml-language-server: \$schema=\.\.\/\.\.\/scenario\.schema\.json\n/,
    )
    const { findings } = JSON.parse(run('check', join(at, 'P50'), '--json').out) as { findings: { rule: string; message: string }[] }
    const rules = new Set(findings.map((f) => f.rule))
    expect(findings.length, 'a line a moment and a part').toBeLessThan(20)
    expect(findings.map((f) => f.message)).toContainEqual(
      expect.stringMatching(/^scenes\.offer: \d+ texts are not written yet, the first: /),
    )
    expect([...rules]).toEqual(['unwritten'])
    expect(begin('P50', at)).toBe(2)
    rmSync(at, { recursive: true })
  })
})

test('scenarios are in every folder of LIBRARY_DIR and among the drafts, where a new one goes', () => {
  const own = mkdtempSync(join(tmpdir(), 'scenario-own-'))
  vi.stubEnv('LIBRARY_DIR', root)
  vi.stubEnv('DRAFTS_DIR', own)
  try {
    expect(run('check').err, 'no draft is no fault').toBe('')
    expect(run('new', 'P99').err).toContain('exists already')
    expect(run('new', 'P93').code).toBe(0)
    expect(readdirSync(own)).toEqual(['P93'])
    expect(run('check', 'P93').out).toContain('P93/scenario.yaml')
    expect(run('measure', 'P99').code).toBe(0)
    const { out } = run('check')
    for (const id of ['P93', 'P99']) expect(out).toContain(`${id}/scenario.yaml`)
    expect(out).not.toContain('scenarios/library/')
  } finally {
    vi.unstubAllEnvs()
    rmSync(own, { recursive: true })
  }
})

test('a copy with the same id is refused, and both places are named', () => {
  const drafts = mkdtempSync(join(tmpdir(), 'scenario-copy-'))
  vi.stubEnv('LIBRARY_DIR', root)
  vi.stubEnv('DRAFTS_DIR', drafts)
  try {
    cpSync(folder, join(drafts, 'P99'), { recursive: true })
    const both = new RegExp(`P99 is in .*${basename(root)}.*P99.* and in .*${basename(drafts)}.*P99`)
    for (const verb of ['check', 'read', 'measure']) expect(run(verb, 'P99')).toMatchObject({ code: 2, err: expect.stringMatching(both) })
    const checked = run('check', join(drafts, 'P99'))
    expect(checked.code).toBe(1)
    expect(checked.out).toMatch(/ error library-twice P99 is in /)
    expect(checked.out).toMatch(both)
  } finally {
    vi.unstubAllEnvs()
    rmSync(drafts, { recursive: true })
  }
})

test('each verb prints its usage, and does nothing else', () => {
  for (const verb of ['check', 'read', 'graph', 'score', 'measure', 'habits', 'new', 'schema', 'rules']) {
    const { code, out, err } = run(verb, '--help')
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(new RegExp(`^npm run --silent scenario -- ${verb}\\b.*\n {6}\\S`))
    expect(out.match(/^ {2}\S/m), 'and of no other').toBeNull()
  }
})

test('rules lists every rule with what it is about, including those of the reader, the schema and the library', () => {
  const { code, out } = run('rules')
  expect(code).toBe(0)
  expect(out.trim().split('\n').length).toBe(ALL_RULES.length)
  for (const rule of ['yaml-syntax', 'unknown-key', 'library-scenario', 'duplicate-id', 'claim-false', 'overlay-stale', 'cannot-be-shown'])
    expect(out).toMatch(new RegExp(`^${rule} +(?:error|warning) +\\w`, 'm'))
})

describe('schema', () => {
  test.each(['scenario', 'overlay', 'names'])('prints the JSON Schema of %s and nothing else', (name) => {
    const { code, out } = run('schema', name)
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#', type: 'object' })
  })

  test('asks for no key that has a default', () => {
    const { out } = run('schema')
    expect(JSON.parse(out).required).not.toContain('values')
  })
})

describe('habits', () => {
  test('counts in what was asked, and without that in the library and the interface', () => {
    const { code, out } = run('habits', folder)
    expect(code).toBe(0)
    expect(out).toMatch(/^ +P99$/m)
    expect(out).toMatch(/^ {2}words +\d{3,}$/m)
    expect(out).toMatch(/^ {2}‰ of the words whoever, whomever +\d+\.\d/m)
    expect(run('habits').out).toMatch(/^ +P01 .*T01 +interface$/m)
  })
  test('prints JSON for machines', () => {
    const [{ id, words, contractions }] = JSON.parse(run('habits', folder, '--json').out)
    expect(id).toBe('P99')
    expect(words).toBeGreaterThan(100)
    expect(contractions).toBeGreaterThanOrEqual(0)
  })
})

describe('weak', () => {
  test('prints for each moment what differs and is neither a sign nor decides, for one variant drawn by lot, and the key apart', () => {
    const [asked, key] = [run('weak', folder, '--all'), run('weak', folder, '--all', '--key')]
    expect(asked.code).toBe(0)
    // The signs begin in the fourth scene, and the check of the third is decisive.
    expect(asked.out).toContain('Please answer today, and')
    expect(asked.out).not.toContain('Friday is the last day')
    expect(asked.out.match(/^\S+ s2\n(?: {2}.+\n)+/m)![0]).not.toContain('under that name')
    const drawn = key.out.split('\n').map((line) => line.split(': ')[1])
    expect(new Set(drawn)).toEqual(new Set(['hostile', 'genuine']))
    expect(run('weak', folder, '--all', '--key').out).toBe(key.out)
    // From the fourth scene on it is possible to know.
    expect(run('weak', folder, '--key').out.match(/ s\d/g)).toEqual([' s0', ' s1', ' s2'])
    expect(run('weak').err).toContain('name one scenario or several')
  })
})
