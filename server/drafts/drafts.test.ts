import { mkdtempSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import en from '@/messages/en.json'
import { AUTH_SECRET, somebody } from '@/tests/support/people'
import { type TestServer, startServer } from '@/tests/support/server'
import { soundDraft } from '@/tests/support/sound-scenario'
import { Visitor } from '@/tests/support/visitor'
import { openStore } from '../database'

const sound = (id: string, title = 'A lease by the harbour') => stringify({ ...soundDraft(), id, title }, { aliasDuplicateObjects: false })

describe('drafts, by the pages of authors', () => {
  const directory = mkdtempSync(join(tmpdir(), 'second-look-drafts-'))
  const drafts = join(directory, 'drafts')
  let [server, author, owner, stranger]: [TestServer, Visitor, Visitor, Visitor] = [] as never
  const page = (id: string) => `/en/manage/scenarios/drafts/${id}`
  const seen = async (id: string) => /name="seen" value="([0-9a-f]+)"/.exec((await author.get(page(id))).body)![1]!
  const publish = async (id: string, act = 'publish', version?: string) =>
    (await author.post(`${page(id)}/publish`, { do: act, seen: version ?? (await seen(id)) })).location
  const served = async (id: string) => (await stranger.get(`/en/learn/${id}`)).status === 200
  const upload = (text: string, id = '') => {
    const form = new FormData()
    form.set('id', id)
    form.set('file', new File([text], 'scenario.yaml'))
    return author.post('/en/manage/scenarios/drafts/create', form)
  }
  const write = (id: string, text: string) => {
    mkdirSync(join(drafts, id), { recursive: true })
    writeFileSync(join(drafts, id, 'scenario.yaml'), text)
  }
  beforeAll(async () => {
    server = await startServer({ dataDir: directory, env: { AUTH_SECRET } })
    author = new Visitor(server.url, (await somebody({ directory }, server.port, ['author'])).cookie)
    owner = new Visitor(server.url, (await somebody({ directory }, server.port, ['owner'])).cookie)
    stranger = new Visitor(server.url)
  })
  afterAll(async () => {
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  })

  test('a new draft says what to write, and is served to nobody', async () => {
    const made = await author.post('/en/manage/scenarios/drafts/create', { id: 'new-one' })
    expect(made).toMatchObject({ status: 303, location: page('new-one') })
    const shown = (await author.get(page('new-one'))).body
    expect(shown).toContain('Write: ')
    expect(await publish('new-one')).toContain('note=errors')
    expect(await served('new-one')).toBe(false)
  })
  test('an id that is taken, or is none, makes no draft', async () => {
    write('taken', sound('taken'))
    for (const id of ['taken', '../evil', 'a b', ''])
      expect((await author.post('/en/manage/scenarios/drafts/create', { id })).location, id).toContain('note=id')
    expect(readFileSync(join(drafts, 'taken', 'scenario.yaml'), 'utf8')).toBe(sound('taken'))
  })
  test('an uploaded draft is published, taken back, and goes back a version; each is in the audit log', async () => {
    expect((await upload(sound('lease'))).location).toBe(page('lease'))
    expect(await served('lease')).toBe(false)
    expect(await publish('lease')).toContain('note=published')
    expect(await served('lease')).toBe(true)
    const first = await seen('lease')
    await author.post(`${page('lease')}/save`, { seen: first, text: sound('lease', 'Another lease') })
    expect((await stranger.get('/en/learn/lease')).body).not.toContain('Another lease')
    expect(await publish('lease')).toContain('note=published')
    expect((await stranger.get('/en/learn/lease')).body).toContain('Another lease')
    expect(await publish('lease', 'earlier')).toContain('note=earlier')
    expect((await stranger.get('/en/learn/lease')).body).not.toContain('Another lease')
    expect(await publish('lease', 'unpublish')).toContain('note=unpublish')
    expect(await served('lease')).toBe(false)
    expect(await publish('lease', 'earlier')).toContain('note=none')
    const { db } = openStore({ directory })
    const acts = await db.selectFrom('audit').select(['action', 'subject']).where('action', 'like', 'scenario.%').orderBy('at').execute()
    await db.destroy()
    expect(acts).toEqual(
      ['published', 'published', 'earlier', 'unpublished'].map((act) => ({ action: `scenario.${act}`, subject: 'lease' })),
    )
  })
  test('what is published survives a restart, and the draft’s file', async () => {
    write('kept', sound('kept'))
    expect(await publish('kept')).toContain('note=published')
    await server.stop()
    rmSync(join(drafts, 'kept'), { recursive: true })
    rmSync(join(directory, 'published'), { recursive: true })
    server = await startServer({ dataDir: directory, port: server.port, env: { AUTH_SECRET } })
    expect(await served('kept')).toBe(true)
  })
  test('nothing is saved or published over what somebody else has written since, and what was typed is kept', async () => {
    write('shared', sound('shared'))
    const old = await seen('shared')
    write('shared', sound('shared', 'Written by a colleague'))
    expect(await publish('shared', 'publish', old)).toContain('note=changed')
    const refused = await author.post(`${page('shared')}/save`, { seen: old, text: 'typed for an hour' })
    expect(refused.location).toContain('note=changed')
    expect((await author.get(refused.location)).body).toContain('typed for an hour')
    expect(readFileSync(join(drafts, 'shared', 'scenario.yaml'), 'utf8')).toContain('Written by a colleague')
  })
  test('a draft with the id of a scenario that the installation has is refused, with its place', async () => {
    write('P01', sound('P01'))
    const refused = await publish('P01')
    expect(refused).toContain('note=shadow')
    expect((await author.get(refused)).body).toContain(join('scenarios', 'library', 'P01'))
  })
  test('a file that is no YAML, too long, or a link out of the folder does no harm', async () => {
    write('broken', 'title: “no end\n  - [')
    const broken = (await author.get(page('broken'))).body
    expect(broken).toContain(en.drafts.level.error)
    expect(await publish('broken')).toContain('note=errors')
    write('long', 'x'.repeat(512 * 1024 + 1))
    mkdirSync(join(drafts, 'link'), { recursive: true })
    writeFileSync(join(directory, 'secret.yaml'), 'secret: 1')
    symlinkSync(join(directory, 'secret.yaml'), join(drafts, 'link', 'scenario.yaml'))
    symlinkSync(directory, join(drafts, 'linked-folder'))
    for (const id of ['long', 'link', 'linked-folder']) expect((await author.get(page(id))).status, id).toBe(307)
    const list = await author.get('/en/manage/scenarios/drafts')
    expect(list.status).toBe(200)
    expect(list.body).not.toContain('secret')
  })
  test('without the role nobody sees or changes a draft that is there', async () => {
    write('hidden', sound('hidden', 'Nobody’s lease'))
    for (const who of [owner, stranger]) {
      const shown = await who.get(page('hidden'))
      expect(shown.status).toBe(307)
      expect(shown.body).not.toContain('Nobody’s lease')
      await who.post(`${page('hidden')}/publish`, { do: 'publish', seen: await seen('hidden') })
      await who.post(`${page('hidden')}/save`, { seen: await seen('hidden'), text: 'mine' })
    }
    expect(await served('hidden')).toBe(false)
    expect(readFileSync(join(drafts, 'hidden', 'scenario.yaml'), 'utf8')).toBe(sound('hidden', 'Nobody’s lease'))
  })
})
