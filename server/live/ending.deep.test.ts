import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openStore } from '@/server/database'
import { Stream, answer, openSession, giveCommand } from '@/tests/support/live'
import { Phone, ballotFor } from '@/tests/support/phone'
import { startServer } from '@/tests/support/server'
import { onEachDatabase } from '@/tests/support/store'
import { participantOf } from './stored-rooms'

const PHONES = 200
const BEFORE = 50

onEachDatabase((fresh) => {
  test('it ends on SIGTERM with 200 streams open, and every acknowledged vote is in the database', async () => {
    const address = await fresh()
    const server = await startServer('url' in address ? { databaseUrl: address.url } : { dataDir: address.directory })
    const session = await openSession(server.url, { size: String(PHONES) })
    const phones = Array.from({ length: PHONES }, () => new Phone({ port: () => server.port, session }))
    const cockpit = new Stream(`${session.base}/stream?as=facilitator`, session.cookie)
    const store = openStore(address)
    try {
      await cockpit.connect()
      await Promise.all(
        phones.map(async (phone) => {
          await phone.join()
          await phone.watch()
        }),
      )
      await giveCommand(session, 0, { type: 'start' })
      await giveCommand(session, 1, { type: 'vote' })
      await expect.poll(() => phones.filter((p) => p.version === 2).length, { timeout: 10_000 }).toBe(PHONES)
      await cockpit.until((s) => s.view!.phase === 'voting')
      const ballot = ballotFor(cockpit.view!.question!, 0)

      const vote = async ({ cookie }: Phone, i: number) => {
        const reply = await answer(session.base, cookie, { moment: 1, seq: i + 1, about: 'round-1', ballot }).catch(() => null)
        if (reply?.status === 200) acknowledged++
        return { participant: participantOf(session.id, cookie.split('=')[1]!), seq: i + 1, taken: reply?.status === 200 }
      }
      let acknowledged = 0
      await Promise.all(phones.slice(0, BEFORE).map(vote))
      expect(acknowledged).toBe(BEFORE)
      // All at once, so that the signal arrives while they wait.
      const voting = Promise.all(phones.map(vote))
      await pause(10)
      const waiting = PHONES + BEFORE - acknowledged
      const began = performance.now()
      const { code, signal, output } = await server.kill('SIGTERM')
      expect({ code, signal, output }).toMatchObject({ code: 0, signal: null })
      expect(performance.now() - began).toBeLessThan(10_000)
      expect(waiting).toBeGreaterThan(0)

      const taken = (await voting).filter((v) => v.taken)
      const rows = await store.db.selectFrom('room_answer').select(['participant', 'seq']).where('room_id', '=', session.id).execute()
      const kept = new Map(rows.map((r) => [r.participant, Number(r.seq)]))
      expect(taken.filter((v) => kept.get(v.participant) !== v.seq)).toEqual([])
      expect(kept.size).toBeGreaterThanOrEqual(BEFORE)
      expect(cockpit.open).toBe(false)
      console.log(`${store.kind}: ${waiting} votes under way at the signal, ${acknowledged - BEFORE} acknowledged, ${rows.length} kept`)
    } finally {
      for (const one of [...phones, cockpit]) one.close()
      await store.db.destroy()
      await server.stop()
    }
  })
})
