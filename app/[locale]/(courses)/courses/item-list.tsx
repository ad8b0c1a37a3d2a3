import { BookOpen, Circle, CircleCheck, CircleHelp, CircleMinus, Drama, type LucideIcon } from 'lucide-react'
import type { Item, ItemKind } from '@/scenarios/engine/course/course'
import { type Enrolment, openItem } from '@/server/courses/enrolments'
import { libraryIn } from '@/server/library/library'
import { translator } from '@/server/platform/locales'
import { itemMinutes, itemPath, itemTitle } from './view'

const ICONS = { pattern: Drama, page: BookOpen, acknowledgement: CircleHelp } satisfies Record<ItemKind, LucideIcon>

/** The parts of a course in order, each with its minutes and state. */
export async function ItemList({ locale, enrolment }: { locale: string; enrolment: Enrolment }) {
  const t = translator(locale, 'courses')
  const { row, course } = enrolment
  const library = await libraryIn(locale)
  return (
    <ol className="mt-3 divide-y divide-line border-y border-line">
      {course.items.map((item) => {
        const Icon = ICONS[item.kind]
        const state = stateOf(enrolment, item)
        const open = openItem(enrolment, item.id) !== null
        const title = itemTitle(library, item, locale)
        return (
          <li key={item.id} className="flex gap-3 py-3.5" aria-current={state === 'next' ? 'step' : undefined}>
            {state === 'done' ? (
              <CircleCheck className="icon mt-1 text-good" />
            ) : state === 'missed' ? (
              <CircleMinus className="icon mt-1 text-signal" />
            ) : (
              <Circle className={`icon mt-1 ${state === 'next' || state === 'underWay' ? 'text-accent' : 'text-line-2'}`} />
            )}
            <div className="min-w-0 flex-1">
              {open ? (
                <a className="font-medium hover:underline" href={itemPath(locale, row.id, item.id)}>
                  {title}
                </a>
              ) : (
                <span className={row.terms_seen_at === null ? 'font-medium' : 'font-medium text-ink-2'}>{title}</span>
              )}
              <p className="mt-0.5 flex flex-wrap items-center gap-x-3 text-small text-ink-2">
                <span className="flex items-center gap-1.5">
                  <Icon className="icon" />
                  {t(`kind.${item.kind}`)}
                </span>
                <span>{t('minutes', { minutes: itemMinutes(library, item) })}</span>
                {row.terms_seen_at !== null && state !== 'later' && (
                  <span className={state === 'missed' ? 'text-signal' : state === 'done' ? 'text-good' : 'font-medium text-accent'}>
                    {t(`state.${state}`)}
                  </span>
                )}
                {row.terms_seen_at !== null && state === 'later' && <span className="sr-only">{t('state.later')}</span>}
              </p>
            </div>
          </li>
        )
      })}
    </ol>
  )
}

function stateOf({ course, items, progress }: Enrolment, item: Item) {
  const known = items.find((i) => i.item === item.id)
  if (known?.doneAt != null) return course.passing === 'mastery' && known.passed === false ? 'missed' : 'done'
  if (item !== progress.next) return 'later'
  return known?.attempt ? 'underWay' : 'next'
}
