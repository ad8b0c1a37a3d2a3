import { type Course, type Turn, partsFor } from '@/scenarios/engine/course/course'
import { itemsIn } from '@/server/courses/items'
import type { Library } from '@/server/library/library'
import type { translator } from '@/server/platform/locales'

/** How long a course takes: `about 25 minutes`, and if it is shorter or longer when taken again, how long then. */
export function wholeOf(t: ReturnType<typeof translator<'courseEditor'>>, library: Library, draft: Course): string {
  const minutes = (turn: Turn) => itemsIn(library).courseMinutes(partsFor(draft, turn))
  const first = t('content.whole', { minutes: minutes('first') })
  return draft.items.some(({ only }) => only) ? `${first}, ${t('content.again', { minutes: minutes('renewal') })}` : first
}
