import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { AskedCommand } from '@/scenarios/engine/live/schema'
import type { Snapshot } from '@/scenarios/engine/live/wire'
import { ask, facilitatorAction, giveCommand, joinBy, openSession } from '@/tests/support/live'
import { startServer } from '@/tests/support/server'

const dataDir = mkdtempSync(join(tmpdir(), 'second-look-whys-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

test('a server killed right after it acknowledged a sentence, or the facilitator’s act, has it when it is back', async () => {
  let server = await startServer({ dataDir })
  const again = async () => {
    await server.kill('SIGKILL')
    server = await startServer({ dataDir, port: server.port })
  }
  try {
    const session = await openSession(server.url)
    const cookies = [await joinBy(server.url, session), await joinBy(server.url, session), await joinBy(server.url, session)]
    const view = async (as: string) => {
      const { body } = await ask(`${session.base}/state?as=${as}&key=${session.projectorKey}`, {
        cookie: session.cookie,
        headers: { connection: 'close' },
      })
      return (JSON.parse(body) as Snapshot).view
    }
    const give = async (command: AskedCommand) =>
      expect(await giveCommand(session, (await view('facilitator')).version, command)).toMatchObject({ status: 200 })
    const whys = async () => (await view('facilitator')).whys!
    await give({ type: 'start' })
    await give({ type: 'vote' })
    const { moment } = await view('facilitator')
    for (const [i, cookie] of cookies.entries()) {
      const body = JSON.stringify({ moment, seq: Date.now(), about: 'why-1', why: `Sentence ${i}` })
      const sent = () => ask(`${session.base}/answers`, { method: 'POST', cookie, body, headers: { connection: 'close' } })
      expect((await sent()).status).toBe(200)
      await again()
      // The phone may not have heard of it, and asks again.
      expect((await sent()).status).toBe(200)
    }
    const { list } = await whys()
    expect(list.map(({ text }) => text).sort()).toEqual(['Sentence 0', 'Sentence 1', 'Sentence 2'])
    for (const [n, act] of (['show', 'drop'] as const).entries()) {
      expect((await facilitatorAction(session, { type: 'why', moment, why: list[n]!.id, act })).status).toBe(200)
      await again()
    }
    expect((await whys()).list.map(({ state }) => state)).toEqual(['wall', 'dropped', 'waiting'])
    await give({ type: 'reveal' })
    expect((await view('projector')).said).toEqual([list[0]!.text])
  } finally {
    await server.stop()
  }
})
