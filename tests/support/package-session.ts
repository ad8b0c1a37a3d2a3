/** A package that is open in an LMS, without its page: what `lms/player/boot.tsx` sets up, and the ways in which a page goes. */
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
  /** Plays events one after the other. @throws unless all of them are stored */
  play(events: readonly PlayEvent[]): Promise<void>
  /** The learner leaves. @throws if not everything was saved before */
  leave(): Promise<void>
  /** The page is hidden and goes away; nothing that it sends then arrives. */
  goesAway(): void
}

export interface Lab {
  content: Content
  lms: StrictLms
  open(): PackageSession
}

const OPEN = { scorm12: scorm12Runtime, scorm2004: scorm2004Runtime }
/** Seconds between two looks at the clock: no round number, so that values have more decimals than they may be written with. */
const TICK = 1.2345

/** @param lots the draws of each attempt that begins; the last one goes on for ever */
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
