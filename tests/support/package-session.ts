import { type Attempt, openAttempt } from '@/lms/attempt'
import type { Content } from '@/lms/content'
import { type Copy, type CopiedRuntime, type CopyStore, uncopied, withCopy } from '@/lms/copy'
import { type PackageDelivery, packageDelivery, reportTo } from '@/lms/delivery'
import type { Report } from '@/lms/runtime'
import { type Saving, savingOf } from '@/lms/saving'
import { scorm12Runtime } from '@/lms/runtimes/scorm12'
import { scorm2004Runtime } from '@/lms/runtimes/scorm2004'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { type Course, type OpenedPackage, type StrictLms, strictLms } from './strict-lms'

export interface PackageSession {
  attempt: Attempt
  delivery: PackageDelivery
  saving: Saving
  runtime: CopiedRuntime
  opened: OpenedPackage
  /** @throws unless all of them are stored */
  play(events: readonly PlayEvent[]): Promise<void>
  /** @throws if not everything was saved before */
  leave(): Promise<void>
  /** Nothing that the page still sends arrives. */
  goesAway(): void
}

export interface Lab {
  content: Content
  lms: StrictLms
  copies: Map<string, Copy>
  /** A launch in another browser each time, so that only the LMS knows what was before. */
  open(): PackageSession
  /** A launch in the browser of `copies`, in a page of the LMS that is loaded now unless another one is given. */
  openHere(opened?: OpenedPackage): Promise<PackageSession>
}

const OPEN = { scorm12: scorm12Runtime, scorm2004: scorm2004Runtime }
/** Seconds between two readings of the clock, with more decimals than values may have. */
const TICK = 1.2345

export function memoryOf(copies: Map<string, Copy>): CopyStore {
  return {
    read: async (key) => structuredClone(copies.get(key) ?? null),
    async write(key, copy) {
      if (copy) copies.set(key, structuredClone(copy))
      else copies.delete(key)
      return true
    },
  }
}

/** Saves only when a test says so, and `now` says whether it was taken. */
export function whenTold(runtime: CopiedRuntime, report: () => Report): Saving {
  const saving = savingOf(runtime, report)
  return {
    ...saving,
    changed() {},
    async now() {
      if (runtime.held.mode !== 'normal') return true
      try {
        await runtime.save(report())
        return true
      } catch (fault) {
        console.warn(fault)
        if (runtime.isOvertaken()) saving.state.set('elsewhere')
        return false
      }
    },
  }
}

/** @param lots the draws of each attempt that begins; the last one repeats */
export function packageLab(content: Content, course: Course, lots: readonly number[] = [0.3]): Lab {
  const lms = strictLms(course)
  const copies = new Map<string, Copy>()
  let time = Date.UTC(2026, 10, 27, 10)
  const now = () => {
    time += TICK * 1_000
    return time
  }
  let drawn = 0
  const lot = () => lots[Math.min(drawn++, lots.length - 1)]!
  const runtimeIn = OPEN[course.standard]
  return {
    ...{ content, lms, copies },
    open() {
      const opened = lms.open(now())
      return sessionOf(content, uncopied(runtimeIn(opened.window)), opened, lot, now)
    },
    async openHere(opened = lms.open(now())) {
      const runtime = await withCopy(runtimeIn(opened.window), () => memoryOf(copies), now)
      return sessionOf(content, runtime, opened, lot, now)
    },
  }
}

function sessionOf(content: Content, runtime: CopiedRuntime, opened: OpenedPackage, lot: () => number, now: () => number): PackageSession {
  const attempt = openAttempt(content, runtime.held.suspended, lot)
  let gone = (_: 'left' | 'unsaved') => {}
  const saving = whenTold(runtime, () => reportTo(runtime.held, delivery.report()))
  const delivery = packageDelivery({
    ...{ content, attempt, saving, now },
    go: (to) => {
      if (to === 'debrief') return
      if (to === 'left') runtime.leave('left')
      gone(to)
    },
  })
  return {
    ...{ attempt, delivery, saving, runtime, opened },
    async play(events) {
      for (const event of events) {
        const appended = await delivery.append(delivery.journal().steps.length, [event])
        if (!appended.ok || !(await saving.now())) throw new Error(`${event.type} was not stored`)
      }
    },
    leave: () =>
      new Promise((resolve, reject) => {
        gone = (how) => (how === 'left' ? resolve() : reject(new Error('somebody left without everything being saved')))
        delivery.leave()
      }),
    goesAway() {
      void saving.now()
      opened.cut()
      runtime.leave('closing')
    },
  }
}
