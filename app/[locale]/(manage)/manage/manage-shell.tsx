import type { Role } from '@/server/platform/role'
import { has } from '@/server/nextjs/current-person'
import type { Person } from '@/server/accounts/people'
import { READERS } from '@/server/courses/owners'
import { translator } from '@/server/platform/locales'
import { NextStep } from './first-steps'
import { PageShell } from '../../page-shell'

/** The sections, and which roles open them. */
export const SECTIONS = {
  courses: READERS,
  compliance: READERS,
  people: ['administrator'],
  scenarios: ['author', 'administrator'],
  organisation: ['administrator'],
  data: ['administrator'],
  audit: ['auditor', 'administrator'],
} as const satisfies Record<string, readonly Role[]>
export type Section = keyof typeof SECTIONS
export const sectionsOf = (person: Person): Section[] => (Object.keys(SECTIONS) as Section[]).filter((s) => has(person, ...SECTIONS[s]))

/** A page of management: the bar, the sections this person may open, the page. */
export function ManageShell({
  locale,
  person,
  section,
  crumbs = [],
  wide = false,
  children,
}: {
  locale: string
  person: Person
  section: Section
  /** Below the section itself. */
  crumbs?: { label: string; href?: string }[]
  /** For tables. */
  wide?: boolean
  children: React.ReactNode
}) {
  const t = translator(locale, 'manage')
  const path = (s: Section) => `/${locale}/manage/${s}`
  return (
    <PageShell
      locale={locale}
      crumbs={[
        { label: t('title'), href: `/${locale}/manage` },
        { label: t(`${section}.title`), ...(crumbs.length > 0 && { href: path(section) }) },
        ...crumbs,
      ]}
    >
      <nav aria-label={t('nav')} className="border-b border-line bg-surface noprint">
        <ul className="mx-auto flex max-w-site flex-wrap gap-x-1 px-2 lg:px-6">
          {sectionsOf(person).map((s) => (
            <li key={s}>
              <a
                href={path(s)}
                aria-current={s === section ? 'page' : undefined}
                className="inline-flex min-h-11 items-center border-b-2 border-transparent px-2.5 text-note text-ink-2 hover:text-ink aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-ink"
              >
                {t(`${s}.title`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <NextStep locale={locale} person={person} />
      <main id="main" className="mx-auto max-w-site px-4 pb-16 pt-8 lg:px-8">
        {wide ? children : <div className="max-w-4xl">{children}</div>}
      </main>
    </PageShell>
  )
}
