/** Processes that start together on one empty database. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { describe, expect, test } from 'vitest'
import { type Address, onEachDatabase } from '@/tests/support/store'
import { migrations } from './migrations'

const all = Object.keys(migrations).sort()

/** A separate process that opens and migrates each address it gets, and answers with the migrations it applied. */
const MIGRATING = `
  const { openStore, migrate } = await import('./server/database/index.ts')
  const { createInterface } = await import('node:readline')
  console.log('loaded')
  for await (const address of createInterface(process.stdin)) {
    const store = openStore(JSON.parse(address))
    console.log(JSON.stringify(await migrate(store)))
    await store.db.destroy()
  }`

function migratingProcess() {
  const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', '--input-type=module', '-e', MIGRATING], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const line = async () => ((await lines.next()).value ?? '') as string
  return {
    loaded: line(),
    migrate: async (address: Address) => {
      child.stdin.write(`${JSON.stringify(address)}\n`)
      return JSON.parse(await line()) as string[]
    },
    end: () => child.stdin.end(),
  }
}

describe('migrations', () => {
  onEachDatabase((fresh) => {
    test('are applied once when four processes start together', async () => {
      const processes = Array.from({ length: 4 }, migratingProcess)
      await Promise.all(processes.map((p) => p.loaded))
      for (let round = 0; round < 5; round++) {
        const address = await fresh()
        const applied = await Promise.all(processes.map((p) => p.migrate(address)))
        expect(applied.flat()).toEqual(all)
      }
      for (const { end } of processes) end()
    })
  })
})
