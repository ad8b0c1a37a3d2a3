import type { BrowserStorage } from '@/components/play/browser-storage'
import { openAttempt } from '@/lms/attempt'
import type { Content } from '@/lms/content'
import { type PackageDelivery, packageDelivery } from '@/lms/delivery'
import type { Runtime } from '@/lms/runtime'
import { cmi5Runtime } from '@/lms/runtimes/cmi5'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { bestPlay, worstPlay } from './best-play'

export interface OpenPage {
  runtime: Runtime
  delivery: PackageDelivery
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

export async function openPage(content: Content, search: string, storage: BrowserStorage, now: () => number = Date.now): Promise<OpenPage> {
  const runtime = await cmi5Runtime({ search, storage, now, language: 'en' })
  const attempt = openAttempt(content, runtime.held.suspended, () => 0.5)
  return { runtime, delivery: packageDelivery({ content, attempt, runtime, now, go() {} }), events: attempt.events }
}

export async function close({ runtime, delivery }: Pick<OpenPage, 'runtime' | 'delivery'>): Promise<void> {
  await delivery.save()
  await runtime.leave('closing')
}

/** @returns whether everything was taken */
export async function play({ delivery }: Pick<OpenPage, 'delivery'>, events: readonly PlayEvent[], from = 0): Promise<boolean> {
  for (let seq = from; seq < events.length; seq++) if (!(await delivery.append(seq, [events[seq]!])).ok) return false
  return true
}

const JUDGED: PlayEvent = { type: 'judge', looks: 'unsure' }
const attemptAt = (of: Content) => openAttempt(of, '', () => 0.5)
export const well = (of: Content): PlayEvent[] => [...bestPlay(attemptAt(of).scorer, () => 0), JUDGED]
export const badly = (of: Content): PlayEvent[] => [...worstPlay(attemptAt(of).scorer), JUDGED]
export const releasedAgain = (of: Content): Content => ({ ...of, hash: '0123abcd' })
