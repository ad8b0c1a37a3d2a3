/** A package over HTTP in an LMS that refuses everything cmi5 forbids. */
import { afterEach, describe, expect, test, vi } from 'vitest'
import { SCENARIO, content, lms, open, sent } from '@/tests/support/cmi5-lab'
import { badly, close, play, releasedAgain, tab, well } from '@/tests/support/cmi5-page'
import { verbOf } from '@/tests/support/cmi5-rules'

afterEach(() => vi.restoreAllMocks())

describe('a score', () => {
  test('is only in the passed or failed statement, with its mastery and each competency', async () => {
    const server = await lms({ masteryScore: 0.66 })
    const scenario = content(SCENARIO)
    await play(await open(scenario, server.launch(), tab()), well(scenario))
    const [passed] = sent(server, 'passed')
    expect(passed!.result).toMatchObject({ success: true, score: { scaled: 1 } })
    expect(passed!.context.extensions).toMatchObject({ 'https://w3id.org/xapi/cmi5/context/extensions/masteryscore': 0.66 })
    const aims = passed!.context.contextActivities.other!.map(({ id }) => id)
    expect(aims.length).toBeGreaterThan(1)
    expect(Object.keys(passed!.result!.extensions!).sort()).toEqual(aims.sort())
    expect(sent(server, 'completed')[0]!.result).toEqual({ completion: true, duration: expect.stringMatching(/^PT/) })
  })

  test("below the mastery that the LMS set is failed, whatever the package's own mark", async () => {
    const server = await lms({ masteryScore: 1 })
    const scenario = content(SCENARIO)
    const events = well(scenario)
    const page = await open(scenario, server.launch(), tab())
    const mild = events.filter(({ type }) => type !== 'report')
    await play(page, mild)
    expect(server.refused).toEqual([])
    const [judged] = [...sent(server, 'passed'), ...sent(server, 'failed')]
    expect([verbOf(judged!), judged!.result!.score!.scaled! >= 1]).toEqual(['failed', false])
  })

  test('is not reported if only completion is, nor is any answer', async () => {
    const server = await lms({ masteryScore: null })
    const scenario = content(SCENARIO, 'completion')
    await play(await open(scenario, server.launch(), tab()), badly(scenario))
    expect(server.verbs()).toEqual(['initialized', 'completed'])
  })

  test('takes the time of all sessions, and the end of a session takes its own time', async () => {
    const server = await lms()
    const scenario = content(SCENARIO)
    const events = well(scenario)
    const half = Math.floor(events.length / 2)
    const first = await open(scenario, server.launch(), tab())
    await play(first, events.slice(0, half))
    await first.runtime.leave('left')
    const second = await open(scenario, server.launch(), tab())
    await play(second, events, second.events.length)
    await second.runtime.leave('left')
    const [one, two] = sent(server, 'terminated').map(({ result }) => Number(/[\d.]+/.exec(result!.duration!)))
    const whole = Number(/[\d.]+/.exec(sent(server, 'completed')[0]!.result!.duration!))
    expect(one).toBeGreaterThan(0)
    expect(whole).toBeGreaterThan(two!)
  })
})

describe('twice', () => {
  test('in one registration nothing is completed or passed twice, even if its document is lost', async () => {
    const server = await lms()
    const scenario = content(SCENARIO)
    await play(await open(scenario, server.launch(), tab()), well(scenario))
    server.documents.delete('second-look')
    await play(await open(scenario, server.launch(), tab()), well(scenario))
    // The package checks before it sends again, because ADL's conformance suite never forgives a repeat.
    expect(server.refused).toEqual([])
    expect([sent(server, 'passed').length, sent(server, 'completed').length]).toEqual([1, 1])
  })

  test('a failed attempt can be followed by a better one, without a second completion', async () => {
    const server = await lms()
    const scenario = content(SCENARIO)
    await play(await open(scenario, server.launch(), tab()), badly(scenario))
    const answers = sent(server, 'answered').length
    const debrief = await open(scenario, server.launch(), tab())
    expect([debrief.events, debrief.runtime.held.outcome?.passed]).toEqual([badly(scenario), false])
    await debrief.runtime.leave('left')
    const again = await open(scenario, server.launch(), tab(), { again: true })
    await play(again, well(scenario))
    expect(server.refused).toEqual([])
    expect(server.verbs().filter((verb) => !['answered', 'initialized', 'terminated'].includes(verb))).toEqual([
      'failed',
      'completed',
      'passed',
    ])
    expect(sent(server, 'answered').length).toBeGreaterThanOrEqual(answers + well(scenario).filter(({ type }) => type === 'decide').length)
    const third = await open(scenario, server.launch(), tab())
    expect([third.events, third.runtime.held.outcome, third.runtime.mayPlayAgain()]).toEqual([
      ...[well(scenario), expect.objectContaining({ passed: true, score: 1 }), false],
    ])
  })

  test('reading a debrief again another day sends nothing new', async () => {
    const server = await lms()
    const scenario = content(SCENARIO)
    await play(await open(scenario, server.launch(), tab()), badly(scenario))
    const said = server.verbs().filter((verb) => verb !== 'initialized')
    const again = await open(scenario, server.launch(), tab())
    await close(again)
    expect(server.refused).toEqual([])
    expect(server.verbs().filter((verb) => verb !== 'initialized')).toEqual([...said, 'terminated'])
  })

  test('a session sends only one judgement', async () => {
    const server = await lms()
    const [scenario, search, storage] = [content(SCENARIO), server.launch(), tab()]
    await play(await open(scenario, search, storage), badly(scenario))
    const released = releasedAgain(scenario)
    await play(await open(released, search, storage), well(released))
    expect(server.refused).toEqual([])
    expect([sent(server, 'failed').length, sent(server, 'passed').length]).toEqual([1, 0])
  })
})

describe('review and browse', () => {
  test.each(['Review', 'Browse'] as const)('%s reports its beginning and end, and nothing else', async (mode) => {
    const server = await lms()
    const scenario = content(SCENARIO)
    const events = well(scenario)
    const before = await open(scenario, server.launch(), tab())
    await play(before, events.slice(0, 4))
    const document = server.documents.get('second-look')
    const said = server.statements.length
    const [search, storage] = [server.launch(mode), tab()]
    const page = await open(scenario, search, storage)
    expect(page.runtime.held.mode).toBe(mode.toLowerCase())
    expect(page.events).toEqual(mode === 'Review' ? before.delivery.journal().steps.map(({ event }) => event) : [])
    expect(await play(page, events, page.events.length)).toBe(true)
    await close(page)
    expect(server.refused).toEqual([])
    expect(server.verbs().slice(said)).toEqual(['initialized', 'terminated'])
    expect(server.documents.get('second-look')).toBe(document)
    const again = await open(scenario, search, storage)
    expect(again.runtime.held.mode).toBe(mode.toLowerCase())
    await close(again)
    expect(server.refused).toEqual([])
  })
})

describe('the end of a session', () => {
  test('comes once when the learner leaves, and leads back', async () => {
    const server = await lms()
    const scenario = content(SCENARIO)
    const { runtime, saving } = await open(scenario, server.launch(), tab())
    expect(runtime.returns).toBe('https://lms.example/back')
    await Promise.all([runtime.leave('left'), runtime.leave('left'), runtime.leave('closing')])
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    expect(await saving.now()).toBe(false)
    expect([server.verbs(), server.refused]).toEqual([['initialized', 'terminated'], []])
  })

  test('waits for requests that are under way', async () => {
    const server = await lms()
    const { runtime, saving } = await open(content(SCENARIO), server.launch(), tab())
    const saved = saving.now()
    await runtime.leave('left')
    expect([await saved, server.refused, server.verbs()]).toEqual([true, [], ['initialized', 'terminated']])
    expect(server.documents.has('second-look')).toBe(true)
  })

  test('does not come when the page goes away half played, but after the debrief, which can be read again', async () => {
    const server = await lms()
    const [scenario, search, storage] = [content(SCENARIO), server.launch(), tab()]
    const events = well(scenario)
    const page = await open(scenario, search, storage)
    await play(page, events.slice(0, -1))
    await close(page)
    expect(server.verbs()).not.toContain('terminated')
    const again = await open(scenario, search, storage)
    await play(again, events, events.length - 1)
    await close(again)
    expect(server.verbs().at(-1)).toBe('terminated')
    const requests = server.requests()
    const read = await open(scenario, search, storage)
    expect([read.events, read.runtime.held.mode]).toEqual([events, 'review'])
    await close(read)
    expect([server.requests(), server.refused]).toEqual([requests, []])
  })

  test('makes a page that is loaded again say that the session is over', async () => {
    const server = await lms()
    const [scenario, search, storage] = [content(SCENARIO), server.launch(), tab()]
    await (await open(scenario, search, storage)).runtime.leave('left')
    await expect(open(scenario, search, storage)).rejects.toThrow('the session is over')
    expect(server.refused).toEqual([])
  })

  test('comes last: a hidden page writes nothing at the debrief, and does not end while a request is under way', async () => {
    const server = await lms()
    const [scenario, search, storage] = [content(SCENARIO), server.launch(), tab()]
    const events = well(scenario)
    const page = await open(scenario, search, storage)
    await play(page, events.slice(0, -1))
    let [isHeld, release] = [false, () => {}]
    const held = new Promise<void>((done) => (release = done))
    const plain = fetch
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (to, init) => {
      const isLast = init?.method === 'PUT' && server.verbs().includes('completed')
      isHeld ||= isLast
      if (isLast) await held
      return plain(to, init)
    })
    const taken = play(page, events, events.length - 1)
    await vi.waitFor(() => expect(isHeld).toBe(true))
    await page.runtime.leave('closing')
    release()
    expect([await taken, server.verbs().at(-1)]).toEqual([true, 'completed'])
    const requests = server.requests()
    expect([await page.saving.now(), server.requests() - requests, server.verbs().at(-1)]).toEqual([true, 0, 'completed'])
    await page.runtime.leave('closing')
    expect([server.verbs().at(-1), server.requests() - requests, server.refused]).toEqual(['terminated', 1, []])
  })

  test('goes out while the page goes away, without waiting for the answer', async () => {
    const server = await lms()
    const page = await open(content(SCENARIO), server.launch('Review'), tab())
    const fetched = vi.spyOn(globalThis, 'fetch')
    void page.runtime.leave('closing')
    // The request has to start while the page's script still runs, or it is never sent.
    expect(fetched.mock.calls.map(([, init]) => init?.keepalive)).toEqual([true])
    await vi.waitFor(() => expect(server.verbs()).toContain('terminated'))
  })
})

describe('an LMS that', () => {
  const quiet = () => vi.spyOn(console, 'warn').mockImplementation(() => {})

  test('is down for a while has everything in the end', async () => {
    quiet()
    const server = await lms()
    const scenario = content(SCENARIO)
    const events = well(scenario)
    const page = await open(scenario, server.launch(), tab())
    let seq = 0
    for (const fault of ['before', 'busy', 'after'] as const) {
      await play(page, events.slice(0, seq + 2), seq)
      server.failing(() => fault)
      const more = events.slice(seq + 2, seq + 5)
      await page.delivery.append(seq + 2, more)
      expect(await page.saving.now()).toBe(false)
      server.failing(() => null)
      expect(await page.saving.now()).toBe(true)
      seq += 5
    }
    expect(await play(page, events, seq)).toBe(true)
    expect(server.refused).toEqual([])
    expect(server.verbs().slice(-2)).toEqual(['passed', 'completed'])
    const again = await open(scenario, server.launch(), tab())
    expect(again.events).toEqual(events)
  })

  test('checks document versions gets the version that is replaced', async () => {
    const server = await lms({ isVersioned: true })
    const scenario = content(SCENARIO)
    const events = well(scenario)
    const [search, storage] = [server.launch(), tab()]
    const pages = [await open(scenario, search, storage), await open(scenario, search, storage)] as const
    expect(await play(pages[0], events)).toBe(true)
    const half = events.slice(0, events.length / 2)
    expect(await play(pages[1], half)).toBe(true)
    expect(server.refused).toEqual([])
    const document = JSON.parse(server.documents.get('second-look')!)
    // The copy did not know about the outcome, but has not removed it.
    expect(document.outcome).toMatchObject({ passed: true })
    expect(Object.values(document.sent)).toContain('completed')
  })

  test('checks versions but hides them from a page on another site gets `*`', async () => {
    const server = await lms({ isVersioned: true, showsVersions: false })
    const scenario = content(SCENARIO)
    const page = await open(scenario, server.launch(), tab())
    expect(await play(page, well(scenario))).toBe(true)
    expect(server.refused).toEqual([])
  })

  test('puts more into its template finds all of it in every statement, unchanged', async () => {
    const own = [{ id: 'https://lms.example/terms/1' }]
    const contextActivities = { category: own, other: own, parent: own, grouping: [{ id: 'https://lms.example/groups/1' }] }
    const template = { contextActivities, platform: 'LMS', language: 'de', extensions: { 'https://lms.example/extension': { a: [1] } } }
    const server = await lms({ template })
    const scenario = content(SCENARIO)
    const page = await open(scenario, server.launch(), tab())
    expect(await play(page, well(scenario))).toBe(true)
    await close(page)
    expect([server.verbs().at(-1), server.refused]).toEqual(['terminated', []])
    expect(new Set(server.statements.map(({ context }) => context.contextActivities.category![0]!.id))).toEqual(new Set([own[0]!.id]))
  })

  test('refuses all decisions gets everything else, and each decision is tried once', async () => {
    quiet()
    const server = await lms()
    const scenario = content(SCENARIO)
    const asked: string[] = []
    server.failing((_, method, _path, body) => {
      if (method !== 'POST' || !body.includes('/verbs/answered')) return null
      asked.push(body)
      return 'unwanted'
    })
    const page = await open(scenario, server.launch(), tab())
    expect(await play(page, well(scenario))).toBe(true)
    await close(page)
    expect([server.verbs(), server.refused]).toEqual([['initialized', 'passed', 'completed', 'terminated'], []])
    expect(asked.length).toBeGreaterThan(0)
    expect(new Set(asked.map((body) => JSON.parse(body).id)).size).toBe(asked.length)
  })

  test("refuses a decision still gets the learner's place", async () => {
    quiet()
    const server = await lms()
    const scenario = content(SCENARIO)
    const events = well(scenario)
    server.failing((_, method, path) => (method === 'POST' && path === '/lrs/statements' && server.verbs().length > 0 ? 'busy' : null))
    const page = await open(scenario, server.launch(), tab())
    const first = events.findIndex(({ type }) => type === 'decide') + 1
    expect(await play(page, events.slice(0, first))).toBe(false)
    server.failing(() => null)
    expect((await open(scenario, server.launch(), tab())).events).toEqual(events.slice(0, first))
  })
})
