import { type Attempt, openAttempt } from '@/lms/attempt'
import type { Content } from '@/lms/content'
import { type PackageDelivery, packageDelivery } from '@/lms/delivery'
import type { Runtime } from '@/lms/runtime'
import { scorm12Runtime } from '@/lms/runtimes/scorm12'
import { scorm2004Runtime } from '@/lms/runtimes/scorm2004'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { type Course, type OpenedPackage, type StrictLms, strictLms } from './strict-lms'

export interface PackageSession {
  attempt: Attempt
  delivery: PackageDelivery
  runtime: Runtime
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
  open(): PackageSession
}

const OPEN = { scorm12: scorm12Runtime, scorm2004: scorm2004Runtime }
/** Seconds between two readings of the clock, with more decimals than values may have. */
const TICK = 1.2345

/** @param lots the draws of each attempt that begins; the last one repeats */
export function packageLab(content: Content, course: Course, lots: readonly number[] = [0.3]): Lab {
  const lms = strictLms(course)
  let time = Date.UTC(2026, 10, 27, 10)
  const now = () => {
    time += TICK * 1_000
    return time
  }
  let drawn = 0
  const lot = () => lots[Math.min(drawn++, lots.length - 1)]!
  return { content, lms, open: () => sessionOf(content, OPEN[course.standard], lms.open(), lot, now) }
}

function sessionOf(
  content: Content,
  runtimeIn: (window: Window) => Runtime,
  opened: OpenedPackage,
  lot: () => number,
  now: () => number,
): PackageSession {
  const runtime = runtimeIn(opened.window)
  const attempt = openAttempt(content, runtime.held.suspended, lot)
  let gone = (_: 'left' | 'unsaved') => {}
  const delivery = packageDelivery({
    ...{ content, attempt, runtime, now },
    go: (to) => {
      if (to === 'debrief') return
      if (to === 'left') runtime.leave('left')
      gone(to)
    },
  })
  return {
    ...{ attempt, delivery, runtime, opened },
    async play(events) {
      for (const event of events) {
        const appended = await delivery.append(delivery.journal().steps.length, [event])
        if (!appended.ok) throw new Error(`${event.type} was not stored: ${appended.reason}`)
      }
    },
    leave: () =>
      new Promise((resolve, reject) => {
        gone = (how) => (how === 'left' ? resolve() : reject(new Error('somebody left without everything being saved')))
        delivery.leave()
      }),
    goesAway() {
      void delivery.save()
      opened.cut()
      runtime.leave('closing')
    },
  }
}
