import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { CommandMessage } from '@/scenarios/engine/live/schema'
import { createCommander } from './commander'
import type { PostResult } from './post'

function server() {
  const waiting: { message: CommandMessage; answer: (posted: PostResult) => void }[] = []
  const post = (message: CommandMessage) => new Promise<PostResult>((answer) => waiting.push({ message, answer }))
  return { post, waiting, last: () => waiting.at(-1)! }
}
const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 5))
let here: ReturnType<typeof server>
let commander: ReturnType<typeof createCommander>
beforeEach(() => {
  here = server()
  commander = createCommander(here.post, 4, { bounce: 0, patience: 20 })
})
async function answer(posted: PostResult) {
  here.last().answer(posted)
  await settle()
}
const refused = (reason: 'moved-on' | 'unreachable' | 'tie', tied?: string[]): PostResult => ({ ok: false, reason, tied })

describe('a command', () => {
  test('carries the version on the screen', () => {
    commander.saw(7)
    commander.send({ type: 'reveal' })
    expect(here.last().message).toEqual({ version: 7, command: { type: 'reveal' } })
  })
  test('pressed twice is sent once', async () => {
    commander.send({ type: 'reveal' })
    commander.send({ type: 'reveal' })
    await answer({ ok: true, body: { version: 5 } })
    commander.send({ type: 'reveal' })
    expect(here.waiting).toHaveLength(1)
    commander.saw(5)
    await settle()
    expect(commander.read()).toEqual({ busy: false, problem: null })
    commander.send({ type: 'undo' })
    expect(here.last().message.version).toBe(5)
  })
  test('pressed twice is sent once, even if the first finishes before the second press', async () => {
    commander = createCommander(here.post, 4, { bounce: 30 })
    commander.send({ type: 'reveal' })
    commander.saw(5)
    await answer({ ok: true, body: { version: 5 } })
    commander.send({ type: 'decide', by: 'majority' })
    expect(here.waiting).toHaveLength(1)
    await vi.waitFor(() => expect(commander.read().busy).toBe(false))
    commander.send({ type: 'decide', by: 'majority' })
    expect(here.waiting).toHaveLength(2)
  })
  test('is done at once if the stream was faster than the response', async () => {
    commander.send({ type: 'reveal' })
    commander.saw(5)
    await answer({ ok: true, body: { version: 5 } })
    expect(commander.read()).toEqual({ busy: false, problem: null })
  })
  test('reports if the screen does not follow, until it does', async () => {
    commander.send({ type: 'reveal' })
    await answer({ ok: true, body: { version: 5 } })
    await vi.waitFor(() => expect(commander.read()).toMatchObject({ busy: false, problem: { reason: 'behind' } }))
    commander.saw(5)
    expect(commander.read().problem).toBeNull()
  })
  test('reports if another cockpit was faster, even after the new state arrives', async () => {
    commander.send({ type: 'reveal' })
    await answer(refused('moved-on'))
    commander.saw(5)
    expect(commander.read()).toEqual({ busy: false, problem: { reason: 'moved-on', tied: [] } })
    commander.dismiss()
    expect(commander.read().problem).toBeNull()
  })
  test('names the decisions that are tied', async () => {
    commander.send({ type: 'decide', by: 'majority' })
    await answer(refused('tie', ['act']))
    expect(commander.read().problem).toEqual({ reason: 'tie', tied: ['act'] })
  })
  test('without a response may be sent again, and is not blamed on another cockpit', async () => {
    commander.send({ type: 'reveal' })
    await answer(refused('unreachable'))
    expect(commander.read()).toMatchObject({ busy: false, problem: { reason: 'unreachable' } })
    commander.send({ type: 'reveal' })
    await answer(refused('moved-on'))
    expect(commander.read()).toEqual({ busy: false, problem: null })
  })
  test('without a response but carried out after all leaves no complaint', async () => {
    commander.send({ type: 'reveal' })
    await answer(refused('unreachable'))
    commander.saw(5)
    expect(commander.read().problem).toBeNull()
  })
})
