import { exploredOf } from '@/scenarios/authoring/inspect/trial'
import type { BrowserStorage } from '@/components/play/browser-storage'
import { openAttempt } from '@/lms/attempt'
import type { Content } from '@/lms/content'
import { type Copy, type CopiedRuntime, uncopied, withCopy } from '@/lms/copy'
import { type PackageDelivery, packageDelivery, reportTo } from '@/lms/delivery'
import { cmi5Runtime } from '@/lms/runtimes/cmi5'
import type { Saving } from '@/lms/saving'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { bestPlay, worstPlay } from './best-play'
import { memoryOf, whenTold } from './package-session'

export interface OpenPage {
  runtime: CopiedRuntime
  delivery: PackageDelivery
  saving: Saving
  events: PlayEvent[]
}

export function tab(): BrowserStorage {
  const values = new Map<string, string>()
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  }
}

interface Browser {
  now?: () => number
  /** What it keeps; by default nothing. */
  copies?: Map<string, Copy>
  /** Begins another attempt, as a learner may who failed. */
  again?: boolean
}
export async function openPage(
  content: Content,
  search: string,
  storage: BrowserStorage,
  { now = Date.now, copies, again = false }: Browser = {},
): Promise<OpenPage> {
  const plain = await cmi5Runtime({ search, storage, now, language: 'en' })
  const runtime = copies ? await withCopy(plain, () => memoryOf(copies), now) : uncopied(plain)
  if (again && !runtime.mayPlayAgain()) throw new Error('nobody may play again here')
  const attempt = openAttempt(content, again ? '' : runtime.held.suspended, () => 0.5)
  const saving = whenTold(runtime, () => reportTo(runtime.held, delivery.report()))
  const delivery = packageDelivery({ content, attempt, saving, now, go() {} })
  return { runtime, delivery, saving, events: attempt.events }
}

export async function close({ runtime, saving }: Pick<OpenPage, 'runtime' | 'saving'>): Promise<void> {
  await saving.now()
  await runtime.leave('closing')
}

/** @returns whether everything was taken */
export async function play(
  { delivery, saving }: Pick<OpenPage, 'delivery' | 'saving'>,
  events: readonly PlayEvent[],
  from = 0,
): Promise<boolean> {
  for (let seq = from; seq < events.length; seq++) {
    const appended = await delivery.append(seq, [events[seq]!])
    if (!appended.ok || !(await saving.now())) return false
  }
  return true
}

const JUDGED: PlayEvent = { type: 'judge', looks: 'unsure' }
const attemptAt = (of: Content) => openAttempt(of, '', () => 0.5)
export const well = (of: Content): PlayEvent[] => [...bestPlay(exploredOf(attemptAt(of)), () => 0), JUDGED]
export const badly = (of: Content): PlayEvent[] => [...worstPlay(exploredOf(attemptAt(of))), JUDGED]
export const releasedAgain = (of: Content): Content => ({ ...of, hash: '0123abcd' })
