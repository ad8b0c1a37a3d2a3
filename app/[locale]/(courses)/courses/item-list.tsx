import { ItemList as List, type ItemRow } from '@/components/course/item-list'
import { type Item, isMissed } from '@/scenarios/engine/course/course'
import type { Enrolment } from '@/server/enrolment/enrolment'
import { openItem } from '@/server/enrolment/progress'
import { libraryIn } from '@/server/library/library'
import { translator } from '@/server/platform/locales'
import { itemMinutes, itemPath, itemTitle } from './view'

export async function ItemList({ locale, enrolment }: { locale: string; enrolment: Enrolment }) {
  const { row, course } = enrolment
  const library = await libraryIn(locale)
  const rows = course.items.map((item) => ({
    id: item.id,
    kind: item.kind,
    title: itemTitle(library, item, locale),
    minutes: itemMinutes(library, item),
    state: stateOf(enrolment, item),
    isOpen: openItem(enrolment, item.id) !== null,
  }))
  return (
    <List
      t={translator(locale, 'courses')}
      rows={rows}
      isBegun={row.terms_seen_at !== null}
      way={({ id, title }) => (
        <a className="font-medium hover:underline" href={itemPath(locale, row.id, id)}>
          {title}
        </a>
      )}
    />
  )
}

function stateOf({ course, items, progress }: Enrolment, item: Item): ItemRow['state'] {
  const known = items.find((i) => i.item === item.id)
  if (known?.doneAt != null) return course.passing === 'mastery' && isMissed(known) ? 'missed' : 'done'
  if (item !== progress.next) return 'later'
  return known?.attempt ? 'underWay' : 'next'
}
