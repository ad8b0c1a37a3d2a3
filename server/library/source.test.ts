import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { stringify } from 'yaml'
import { soundDraft, soundPool, soundTutorial } from '@/tests/support/sound-scenario'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { database } from '../database'
import { log } from '../platform/log'
import { precompiled } from './compiled-file'
import { survey } from './files'
import { read } from './read-scenario'
import { type ServedVersions, pastInDatabase } from './served'
import { type LibrarySnapshot, LibrarySource } from './source'
import { scenarioIn } from './scenario'

const NO_PAST: ServedVersions = {
  list: async () => [],
  version: async () => undefined,
  ofDigest: async () => undefined,
  keep: async () => {},
}
const EVERY = 30

const open: LibrarySource[] = []
const made: string[] = []
afterEach(() => {
  for (const source of open.splice(0)) source.stop()
  for (const root of made.splice(0)) rmSync(root, { recursive: true, force: true })
  vi.restoreAllMocks()
})

const yaml = (content: unknown) => stringify(content, { aliasDuplicateObjects: false })
function folder(ids: string[], { names = true } = {}) {
  const root = mkdtempSync(join(tmpdir(), 'second-look-source-'))
  made.push(root)
  const write = (path: string, content: string | Uint8Array) => writeFileSync(join(root, path), content)
  const remove = (path: string) => rmSync(join(root, path), { recursive: true })
  const put = (id: string, title = 'Moment 1') => {
    mkdirSync(join(root, id), { recursive: true })
    const scenario = { ...(id === 'T50' ? soundTutorial() : soundDraft()), id }
    scenario.scenes.s0!.title = title
    write(`${id}/scenario.yaml`, yaml(scenario))
  }
  if (names) write('names.yaml', yaml(soundPool))
  for (const id of ids) put(id)
  return { root, put, write, remove }
}

async function watched(roots: string[], past: ServedVersions = NO_PAST, every = EVERY): Promise<LibrarySource> {
  const source = new LibrarySource(roots)
  open.push(source)
  await source.watch(past, every)
  return source
}
const ids = ({ scenarios }: LibrarySnapshot) => scenarios.map(({ id }) => id)
const scenario = (held: LibrarySnapshot, id: string) => held.scenarios.find((p) => p.id === id)!
function title(held: LibrarySnapshot, id: string): string {
  const { scenes, start } = scenarioIn(scenario(held, id), 'en').variants.hostile!.play
  return scenes[start]!.title
}
const identity = (held: LibrarySnapshot, id: string) => scenarioIn(scenario(held, id), 'en').variants.hostile!.identity
const holds = (source: LibrarySource, expected: (held: LibrarySnapshot) => void) =>
  vi.waitFor(async () => expected(await source.current()), { timeout: 20_000, interval: EVERY })
const spoilt = (text: string) => text.replace('to: s4', 'to: nowhere')

describe('while the server runs', () => {
  test('an edit is taken over, a broken one is set aside with file, line and rule, and its repair is taken over; other scenarios never change', async () => {
    const { root, put, write } = folder(['P50', 'P51'])
    const said = vi.spyOn(log(), 'error').mockImplementation(() => {})
    const source = await watched([root])
    const other = scenario(await source.current(), 'P51')

    put('P50', 'After the talk')
    await holds(source, (held) => expect(title(held, 'P50')).toBe('After the talk'))
    const passed = scenario(await source.current(), 'P50')
    expect(said).not.toHaveBeenCalled()

    const file = join(root, 'P50/scenario.yaml')
    const broken = spoilt(readFileSync(file, 'utf8')).replace('After the talk', 'Before the talk')
    write('P50/scenario.yaml', broken)
    await holds(source, ({ setAside }) => expect(setAside).toHaveLength(1))
    const held = await source.current()
    expect(scenario(held, 'P50')).toBe(passed)
    const line = broken.split('\n').findIndex((l) => l.includes('to: nowhere')) + 1
    expect(held.setAside[0]).toMatchObject({ id: 'P50', before: true })
    expect(held.setAside[0]!.findings[0]).toMatchObject({ file, line, rule: 'unknown-target' })
    expect(said.mock.calls[0]).toEqual([{ file, line, rule: 'unknown-target' }, expect.stringContaining('P50 is set aside')])

    put('P50', 'Before the talk')
    await holds(source, ({ setAside }) => expect(setAside).toEqual([]))
    expect(title(await source.current(), 'P50')).toBe('Before the talk')
    expect(scenario(await source.current(), 'P51')).toBe(other)
  })

  test('a scenario that is added is offered, and one that is removed is not', async () => {
    const { root, put, remove } = folder(['P50'])
    const source = await watched([root])
    put('P49')
    await holds(source, (held) => expect(ids(held)).toEqual(['P49', 'P50']))
    remove('P50')
    await holds(source, (held) => expect(ids(held)).toEqual(['P49']))
    expect((await source.current()).setAside).toEqual([])
  })

  test('a new scenario that does not pass is not offered, whatever its bytes are, but the others are', async () => {
    const { root, put, write } = folder(['P50'])
    vi.spyOn(log(), 'error').mockImplementation(() => {})
    const source = await watched([root])
    put('P51')
    write('P51/scenario.yaml', new Uint8Array([0xff, 0xfe, 0]))
    put('P52')
    write('P52/notes.yaml', 'a: 1\n')
    put('P53')
    write('P53/scenario.yaml', '')
    await holds(source, ({ setAside }) =>
      expect(setAside.map(({ id, before }) => [id, before])).toEqual([
        ['P51', false],
        ['P52', false],
        ['P53', false],
      ]),
    )
    expect(ids(await source.current())).toEqual(['P50'])
  })

  test('nothing changes while somebody is still writing', async () => {
    const { root, put } = folder(['P50'])
    const source = await watched([root], NO_PAST, 3600_000)
    for (const step of ['One step', 'Another', 'The last']) {
      put('P50', step)
      await source.look()
      expect(title(await source.current(), 'P50')).toBe('Moment 1')
    }
    await source.look()
    expect(title(await source.current(), 'P50')).toBe('The last')
  })

  test('a pool of names that does not parse is reported, and names come from the last valid one, also for changed scenarios', async () => {
    const { root, put, write } = folder(['P50'])
    vi.spyOn(log(), 'error').mockImplementation(() => {})
    const source = await watched([root])
    write('names.yaml', 'xa: [')
    put('P50', 'After the talk')
    await holds(source, (held) => expect(title(held, 'P50')).toBe('After the talk'))
    const { scenarios, setAside } = await source.current()
    expect(setAside.map(({ id, findings }) => [id, findings[0]!.file])).toEqual([[null, join(root, 'names.yaml')]])
    expect(scenarios[0]!.pool).toEqual(soundPool)
  })

  test('a folder may bring evidence of its own; where that has a fault, what cites it is not served', async () => {
    const { root, write } = folder(['P50', 'P51'])
    write('P50/scenario.yaml', yaml({ ...soundDraft(), id: 'P50', evidence: [...soundDraft().evidence, 'OUR-01'] }))
    write('evidence.yaml', yaml({ sources: [{ id: 'OUR-01', text: 'Our handbook.' }] }))
    const source = await watched([root])
    expect((await source.current()).setAside).toEqual([])
    expect(ids(await source.current())).toEqual(['P50', 'P51'])
    expect((await source.current()).evidence.en!.sourceOf('OUR-01')?.text).toBe('Our handbook.')
    const broken = folder(['P50', 'P51'])
    broken.write('P50/scenario.yaml', yaml({ ...soundDraft(), id: 'P50', evidence: [...soundDraft().evidence, 'OUR-01'] }))
    broken.write('evidence.yaml', 'sources: 3')
    const { scenarios, setAside } = await (await watched([broken.root])).current()
    expect(scenarios.map(({ id }) => id)).toEqual(['P51'])
    expect(setAside.map(({ id }) => id).sort()).toEqual(['P50', null].sort())
  })

  test.each(['goes away', 'is empty'])('a folder that %s does no harm to the rest', async (how) => {
    const [ours, theirs] = [folder(['P50']), folder(['P60'])]
    const said = vi.spyOn(log(), 'error').mockImplementation(() => {})
    const source = await watched([ours.root, theirs.root])
    renameSync(theirs.root, `${theirs.root}.away`)
    made.push(`${theirs.root}.away`)
    if (how === 'is empty') mkdirSync(theirs.root)
    await holds(source, ({ setAside }) => expect(setAside).toHaveLength(1))
    expect(ids(await source.current())).toEqual(['P50', 'P60'])
    expect(said.mock.calls[0]).toEqual([expect.objectContaining({ file: theirs.root, rule: 'library-folder' }), expect.any(String)])
  })
})

describe('several folders', () => {
  test('are one library, in the order of their scenarios; one without names draws from those of the first', async () => {
    const [ours, theirs] = [folder(['P50']), folder(['P49', 'T50'], { names: false })]
    const source = await watched([ours.root, theirs.root])
    const held = await source.current()
    expect(ids(held)).toEqual(['T50', 'P49', 'P50'])
    expect(scenario(held, 'P49').pool).toEqual(soundPool)
    expect(held.setAside).toEqual([])
  })

  test('a single folder without names draws from ours', async () => {
    const held = await (await watched([folder(['P50'], { names: false }).root])).current()
    expect(held.setAside).toEqual([])
    expect(Object.keys(scenario(held, 'P50').pool).length).toBeGreaterThan(Object.keys(soundPool).length)
  })

  test('with the same id in two of them serve the first and name both', async () => {
    const [ours, theirs] = [folder(['P50']), folder([])]
    vi.spyOn(log(), 'error').mockImplementation(() => {})
    theirs.put('P50', 'Another')
    const source = await watched([ours.root, theirs.root])
    const held = await source.current()
    expect([ids(held), title(held, 'P50')]).toEqual([['P50'], 'Moment 1'])
    const [finding] = held.setAside[0]!.findings
    expect(finding!.rule).toBe('library-twice')
    expect(finding!.message).toContain(ours.root)
    expect(finding!.message).toContain(theirs.root)
  })
})

onEitherDatabase((fresh) => {
  holdStore(fresh)

  async function atStart(roots: string[]): Promise<LibrarySnapshot> {
    const source = await watched(roots, pastInDatabase)
    source.stop()
    return source.current()
  }

  test('a start with a scenario that does not pass serves its last version that did, and the others', async () => {
    const { root, write, remove } = folder(['P50', 'P51', 'P52'])
    vi.spyOn(log(), 'error').mockImplementation(() => {})
    const before = await atStart([root])
    write('P50/scenario.yaml', 'a: [')
    remove('P52')
    const held = await atStart([root])
    expect(ids(held)).toEqual(['P50', 'P51'])
    expect(identity(held, 'P50')).toEqual(identity(before, 'P50'))
    expect(held.setAside.map(({ id, before, findings }) => [id, before, findings[0]!.rule])).toEqual([['P50', true, 'yaml-syntax']])
    const rows = await database().selectFrom('served_scenario').select('id').orderBy('id').execute()
    expect(rows.map(({ id }) => id)).toEqual(['P50', 'P51'])
  })

  test('a start without a folder still serves its scenarios, until the folder is removed from the setting', async () => {
    const [ours, theirs] = [folder(['P50']), folder(['P60'])]
    vi.spyOn(log(), 'error').mockImplementation(() => {})
    await atStart([ours.root, theirs.root])
    rmSync(theirs.root, { recursive: true })
    for (let starts = 0; starts < 2; starts++) expect(ids(await atStart([ours.root, theirs.root]))).toEqual(['P50', 'P60'])
    for (const roots of [[ours.root], [ours.root, theirs.root]]) expect(ids(await atStart(roots))).toEqual(['P50'])
  })

  test('a start compiles nothing that an earlier one compiled', async () => {
    const { root } = folder(['P50'])
    await atStart([root])
    const { engine } = await precompiled()
    const found: (string | undefined)[] = []
    const ofDigest = async (digest: string) => {
      const known = await pastInDatabase.ofDigest(digest)
      found.push(known?.id)
      return known
    }
    await read(await survey([root]), null, { engine, of: ofDigest })
    expect(found).toEqual(['P50'])
  })
})
