import { ArrowDown, ArrowUp, Pencil, Plus, Trash2 } from 'lucide-react'
import { Notice } from '@/components/ui/field'
import { Section } from '@/components/ui/section'
import { ITEM_KINDS, type Item, type ItemKind } from '@/scenarios/engine/course/course'
import { nameOf } from '@/scenarios/engine/course/items'
import type { OwnedCourse } from '@/server/courses/courses'
import { cohortsOf } from '@/server/enrolment/cohorts'
import { itemsIn } from '@/server/courses/items'
import { wholeOf } from './whole'
import { type Library, libraryIn } from '@/server/library/library'
import { translator } from '@/server/platform/locales'
import { titled } from '@/server/nextjs/titled'
import { asked, ownedCourse } from '../owned-course'
import { CourseShell } from './course-shell'

type Props = PageProps<'/[locale]/manage/courses/[course]'>
type Texts = ReturnType<typeof translator<'courseEditor'>>
const NOTES = ['created', 'imported', 'saved', 'restored', 'elsewhere', 'published', 'moved', 'removed'] as const
const ADD = {
  scenario: 'content.addScenario',
  page: 'content.addPage',
  acknowledgement: 'content.addAcknowledgement',
} as const satisfies Record<ItemKind, string>

export const generateMetadata = titled('courseEditor', (t) => t('content.title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale, course: id } = await params
  const { person, course, base } = await ownedCourse(locale, id)
  const query = await searchParams
  const t = translator(locale, 'courseEditor')
  const { items } = course.draft
  const library = await libraryIn(locale)
  return (
    <CourseShell locale={locale} person={person} course={course} tab="content">
      <Said t={t} course={course} base={base} query={query} cohort={(await cohortsOf(id))[0]?.row.id} />
      <section aria-labelledby="items-h" className="mt-6">
        <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
          <h2 id="items-h" className="text-h2">
            {t('content.title')}
            <span className="ms-3 text-note font-normal text-ink-2">
              {t('content.count', { count: items.length })}
              {items.length > 0 && `, ${wholeOf(t, library, course.draft)}`}
            </span>
          </h2>
          {items.length > 0 && (
            <a className="link" href={`${base}/preview`}>
              {t('previewLink')}
            </a>
          )}
        </div>
        {items.length === 0 ? (
          <p className="card mt-4 p-5 leading-relaxed text-ink-2">{t('content.empty')}</p>
        ) : (
          <form method="post" action={`${base}/arrange`}>
            <input type="hidden" name="seen" value={course.updatedAt} />
            <ol className="mt-4 grid gap-3" aria-label={t('content.items')}>
              {items.map((item, i) => (
                <Row key={item.id} t={t} item={item} library={library} base={base} n={i + 1} of={items.length} />
              ))}
            </ol>
          </form>
        )}
      </section>
      <Section name="add" title={t('content.add')} className="mt-8" look="text-lead font-semibold">
        <p className="mt-3 flex flex-wrap gap-3">
          {ITEM_KINDS.map((kind) => (
            <a key={kind} className="btn btn-quiet" href={`${base}/add/${kind}`}>
              <Plus className="icon" />
              {t(ADD[kind])}
            </a>
          ))}
        </p>
      </Section>
      <p className="mt-8 border-t border-line pt-5">
        <a className="link" href={`${base}/file`}>
          {t('content.asFile')}
        </a>
      </p>
    </CourseShell>
  )
}

function Said({
  t,
  course,
  base,
  query,
  cohort,
}: {
  t: Texts
  course: OwnedCourse
  base: string
  query: Record<string, string | string[] | undefined>
  cohort: string | undefined
}) {
  const note = NOTES.find((n) => n === query.note)
  if (!note) return null
  const title = asked(query, 'title').slice(0, 200)
  return (
    <>
      <Notice tone={note === 'elsewhere' ? 'problem' : 'done'}>
        {t(`note.${note}`, { version: course.version, title, n: Number(query.n) || 1, of: course.draft.items.length })}
      </Notice>
      {note === 'published' && (
        <p className="mt-3">
          <a className="btn btn-primary" href={`${base.split('/courses/')[0]}/people/add?cohort=${cohort ?? ''}`}>
            {t('note.addPeople')}
          </a>
        </p>
      )}
      {note === 'removed' && (
        <form method="post" action={`${base}/arrange`} className="mt-2">
          <input type="hidden" name="seen" value={course.updatedAt} />
          <button type="submit" name="restore" value={asked(query, 'kept')} className="btn btn-quiet">
            {t('note.undo')}
          </button>
        </form>
      )}
    </>
  )
}

interface RowProps {
  t: Texts
  item: Item
  library: Library
  base: string
  n: number
  of: number
}

function Row({ t, item, library, base, n, of }: RowProps) {
  const { isMissing, knownTitle, itemMinutes } = itemsIn(library)
  const missing = isMissing(item)
  const title = knownTitle(item) ?? t('content.unknown', { scenario: nameOf(item) })
  const minutes = itemMinutes(item)
  return (
    <li
      id={`item-${item.id}`}
      className={`card flex flex-wrap items-center gap-x-4 gap-y-2 p-4 target:border-accent ${missing ? 'border-signal-line' : ''}`}
    >
      <span className="w-6 shrink-0 font-semibold tabular-nums text-ink-2">
        <span className="sr-only">{t('content.place', { n })}</span>
        <span aria-hidden="true">{n}</span>
      </span>
      <div className="min-w-0 flex-1 basis-[14rem]">
        <h3 className="font-semibold wrap-anywhere">{title}</h3>
        <p className="text-small text-ink-2">
          {t(`kind.${item.kind}`)}
          {minutes !== undefined && ` · ${t('minutes', { minutes })}`}
          {item.only && ` · ${t(`only.${item.only}`)}`}
        </p>
        {missing && <p className="mt-1 text-note leading-normal text-signal">{t('content.unknownText')}</p>}
      </div>
      <div className="-ms-2 flex flex-wrap">
        <a className="btn btn-ghost max-sm:px-2" href={`${base}/items/${item.id}`} aria-label={t('content.editItem', { title })}>
          <Pencil className="icon max-sm:hidden" />
          {t('content.edit')}
        </a>
        <Act name="up" id={item.id} off={n === 1} label={t('content.upItem', { title })}>
          <ArrowUp className="icon max-sm:hidden" />
          {t('content.up')}
        </Act>
        <Act name="down" id={item.id} off={n === of} label={t('content.downItem', { title })}>
          <ArrowDown className="icon max-sm:hidden" />
          {t('content.down')}
        </Act>
        <Act name="remove" id={item.id} label={t('content.removeItem', { title })}>
          <Trash2 className="icon max-sm:hidden" />
          {t('content.remove')}
        </Act>
      </div>
    </li>
  )
}

const Act = ({
  name,
  id,
  off = false,
  label,
  children,
}: {
  name: string
  id: string
  off?: boolean
  label: string
  children: React.ReactNode
}) => (
  <button type="submit" name={name} value={id} disabled={off} aria-label={label} className="btn btn-ghost disabled:opacity-40 max-sm:px-2">
    {children}
  </button>
)
