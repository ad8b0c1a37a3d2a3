import type { Person } from '@/server/accounts/people'
import type { OwnedCourse } from '@/server/courses/courses'
import { PageTitle } from '@/components/ui/page-title'
import { translator } from '@/server/platform/locales'
import { ManageShell } from '../../manage-shell'
import { isChanged } from '../owned-course'

export const TABS = {
  content: '',
  rules: '/rules',
  people: '/people',
  records: '/records',
  figures: '/figures',
  owners: '/owners',
} as const

interface Props {
  locale: string
  person: Person
  course: OwnedCourse
  tab: keyof typeof TABS
  crumbs?: { label: string; href?: string }[]
  wide?: boolean
  publishing?: boolean
  /** For auditors, who may only read the records. */
  readOnly?: boolean
  children: React.ReactNode
}

export async function CourseShell({
  locale,
  person,
  course,
  tab,
  crumbs = [],
  wide = false,
  publishing = false,
  readOnly = false,
  children,
}: Props) {
  const t = translator(locale, 'courseEditor')
  const base = `/${locale}/manage/courses/${course.id}`
  const { version, draft, archivedAt } = course
  const changed = await isChanged(course)
  return (
    <ManageShell
      locale={locale}
      person={person}
      section="courses"
      wide
      crumbs={[{ label: draft.title, ...(crumbs.length > 0 && { href: `${base}${TABS[tab]}` }) }, ...crumbs]}
    >
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <PageTitle>{draft.title}</PageTitle>
          <p className="mt-2 flex flex-wrap gap-2">
            <span className="chip border border-line bg-surface text-ink-2">
              {version === 0 ? t('notPublished') : t('versionShort', { version })}
            </span>
            {archivedAt !== null && <span className="chip bg-signal-soft text-signal">{t('archived')}</span>}
            {version > 0 && changed && <span className="chip bg-accent-soft text-accent">{t('changed')}</span>}
          </p>
        </div>
        {archivedAt === null && changed && !publishing && !readOnly && (
          <a className="btn btn-primary" href={`${base}/publish`}>
            {t('publishLink')}
          </a>
        )}
      </div>
      <nav aria-label={t('nav')} className="mt-5 border-b border-line noprint">
        <ul className="-mx-2 flex flex-wrap gap-x-1">
          {(Object.keys(TABS) as (keyof typeof TABS)[])
            .filter((name) => !readOnly || name === 'records')
            .map((name) => (
              <li key={name}>
                <a
                  href={`${base}${TABS[name]}`}
                  aria-current={name === tab ? 'page' : undefined}
                  className="inline-flex min-h-11 items-center border-b-2 border-transparent px-2.5 text-note text-ink-2 hover:text-ink aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-ink"
                >
                  {t(`tabs.${name}`)}
                </a>
              </li>
            ))}
        </ul>
      </nav>
      {wide ? children : <div className="max-w-4xl">{children}</div>}
    </ManageShell>
  )
}
