import { setTimeout as pause } from 'node:timers/promises'
import { freePort, spawnServer } from '../../support/server'
import { Wire } from '../../support/wire'
import { arrive, spread, timed } from './crowd'
import type { Figures } from './figures'

/** @param sizes of the views to send, in bytes: those of our commands */
export async function measureBare(n: number, sizes: number[]): Promise<Figures> {
  const port = await freePort()
  const { child, output } = spawnServer({ PORT: String(port) }, ['--import', 'tsx', 'tests/bench/live/bare.ts'])
  while (!output().includes('ready')) await pause(20)
  const { phones, seconds, memory } = await arrive({ port, pid: child.pid!, session: { id: 'bare', code: '00000000' } }, n)
  const facilitator = new Wire(() => port)
  try {
    const commands: number[][] = []
    for (const [i, bytes] of sizes.entries()) {
      commands.push(await timed(phones, i + 1, () => facilitator.ask('POST', '/en/live/bare/commands', { body: String(bytes) })))
      await pause(200)
    }
    const { p50, p99, last, worst } = spread(commands)
    return { joined: phones.length, join: seconds, phone50: p50, phone99: p99, last, worst, memory: memory === null ? null : memory / 1024 }
  } finally {
    for (const phone of phones) phone.close()
    facilitator.close()
    child.kill('SIGKILL')
  }
}
