import { ItemList as List, type ItemRow } from '@/components/course/item-list'
import { SituationPicture, drawnOf } from '@/components/ui/situation-picture'
import { type Item, isMissed } from '@/scenarios/engine/course/course'
import type { Enrolment } from '@/server/enrolment/enrolment'
import { openItem } from '@/server/enrolment/progress'
import { type Library, libraryIn } from '@/server/library/library'
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
    picture: <Picture library={library} item={item} />,
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

function Picture({ library, item }: { library: Library; item: Item }) {
  const scenario = item.kind === 'scenario' ? library.scenario(item.scenario) : undefined
  return scenario ? <SituationPicture of={drawnOf(scenario)} className="h-13 w-18 flex-none rounded-lg" /> : null
}

function stateOf({ course, items, progress }: Enrolment, item: Item): ItemRow['state'] {
  const known = items.find((i) => i.item === item.id)
  if (known?.doneAt != null) return course.passing === 'mastery' && isMissed(known) ? 'missed' : 'done'
  if (item !== progress.next) return 'later'
  return known?.attempt ? 'underWay' : 'next'
}
