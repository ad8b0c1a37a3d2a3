import 'server-only'
import { createHash } from 'node:crypto'
import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator'
import { config, ownAddress } from '../platform/config'
import { unlinked } from './addresses'

export interface DueEntry {
  course: string
  to: string
  title: string
  due: number
  link: string
}

/** An entry keeps its id for a course, and each mail is a later version of it. So a moved due day moves the entry instead of adding one. */
export function calendarOf(entries: readonly DueEntry[], now: number): string {
  const calendar = ical({ prodId: { company: 'Second Look', product: 'Second Look' }, method: ICalCalendarMethod.PUBLISH })
  for (const { course, to, title, due, link } of entries) {
    const day = new Date(due)
    calendar.createEvent({
      id: `${createHash('sha256').update(`${course}\0${to.toLowerCase()}`).digest('hex').slice(0, 32)}@${new URL(ownAddress(config())).hostname}`,
      // Minutes since 1970: grows with each mail, and fits into 31 bits until the year 6053.
      sequence: Math.floor(now / 60_000),
      stamp: new Date(now),
      start: new Date(day.getFullYear(), day.getMonth(), day.getDate()),
      allDay: true,
      summary: unlinked(title),
      description: link,
      url: link,
      transparency: ICalEventTransparency.TRANSPARENT,
    })
  }
  return calendar.toString()
}
