import { ChevronLeft } from 'lucide-react'
import type { Person } from '@/server/accounts/people'
import { translator } from '@/server/platform/locales'
import { NextStep } from './first-steps'
import { PageShell } from '../../page-shell'
import { type Section, sectionsOf } from '@/server/nextjs/sections'

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
  crumbs?: { label: string; href?: string }[]
  wide?: boolean
  children: React.ReactNode
}) {
  const t = translator(locale, 'manage')
  const path = (s: Section) => `/${locale}/manage/${s}`
  const up = crumbs.findLast((one, i) => one.href !== undefined && i < crumbs.length - 1) ?? {
    label: t(`${section}.title`),
    href: path(section),
  }
  return (
    <PageShell
      locale={locale}
      crumbs={[
        { label: t('title'), href: `/${locale}/manage` },
        { label: t(`${section}.title`), ...(crumbs.length > 0 && { href: path(section) }) },
        ...crumbs,
      ]}
    >
      {/* On a narrow screen the sections are in the menu of the bar, and the way up is here. */}
      {crumbs.length > 0 && (
        <nav aria-label={translator(locale, 'ui')('breadcrumb')} className="border-b border-line bg-surface px-4 md:hidden noprint">
          <a className="inline-flex min-h-11 items-center gap-1 text-note text-ink-2 hover:underline" href={up.href}>
            <ChevronLeft className="icon rtl:-scale-x-100" />
            {up.label}
          </a>
        </nav>
      )}
      <nav aria-label={t('nav')} className="hidden border-b border-line bg-surface lg:block noprint">
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
