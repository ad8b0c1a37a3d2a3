/** Sends the LMS in the background what a learner does, again and again until it has everything. The page never waits for it. */
import { type Observable, observable } from '@/components/play/observable'
import { retryQueue, waitBefore } from '@/components/play/retry-queue'
import type { CopiedRuntime } from './copy'
import type { Report } from './runtime'

export interface Saving {
  /** Something has changed. */
  changed(): void
  /** Sends it at once. @returns whether the LMS has everything. If it lacks only the last seconds, nothing is missing */
  now(): Promise<boolean>
  state: Observable<SavingState>
  /** Whether what the LMS may lack is kept in this browser. */
  isKept(): boolean
}
/** `stuck` if it was tried more than once, so that the learner should know what to do; `elsewhere` if it was opened again since. */
export type SavingState = 'saved' | 'saving' | 'waiting' | 'stuck' | 'elsewhere'

export type SavingRuntime = Pick<CopiedRuntime, 'held' | 'save' | 'keep' | 'isKept' | 'isOvertaken'>

export function savingOf({ held, save, keep, isKept, isOvertaken }: SavingRuntime, report: () => Report, delay = waitBefore): Saving {
  const state = observable<SavingState>('saved')
  let changes = 0
  let saved = 0
  const isSaved = () => saved === changes

  async function now(): Promise<boolean> {
    if (held.mode !== 'normal') return true
    const upTo = changes
    try {
      await save(report())
    } catch (fault) {
      // The LMS's answer helps its administrator. The learner only sees that it is not saved.
      console.warn(fault)
      if (!isSaved() && state.read() !== 'stuck') state.set('waiting')
      if (isOvertaken()) state.set('elsewhere')
      return isSaved()
    }
    saved = Math.max(saved, upTo)
    state.set(isSaved() ? 'saved' : 'saving')
    return true
  }
  const loop = retryQueue(
    () => !isSaved() && state.read() !== 'elsewhere',
    async (retry) => {
      if (await now()) return null
      if (retry > 1 && state.read() === 'waiting') state.set('stuck')
      return delay(retry)
    },
  )
  globalThis.addEventListener?.('online', loop.hurry)
  globalThis.addEventListener?.('visibilitychange', () => document.visibilityState === 'visible' && loop.hurry())

  return {
    state,
    isKept,
    now,
    changed() {
      if (held.mode !== 'normal') return
      changes++
      if (state.read() === 'saved') state.set('saving')
      // While an earlier save is under way, this one waits for its turn, and the page may die before.
      queueMicrotask(() => keep(report()))
      loop.hurry()
      // A SCORM call blocks the page until the LMS answers, so the next moment is painted first.
      setTimeout(loop.start)
    },
  }
}
