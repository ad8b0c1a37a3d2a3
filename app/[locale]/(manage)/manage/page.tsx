import { Notice } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { has, permitted } from '@/server/nextjs/current-person'
import { BUILDERS } from '@/server/courses/owners'
import { translator } from '@/server/platform/locales'
import { PageShell } from '../../page-shell'
import { FirstSteps } from './first-steps'
import { SECTIONS, sectionsOf } from '@/server/nextjs/sections'
import { titled } from '@/server/nextjs/titled'

type Props = PageProps<'/[locale]/manage'>

export const generateMetadata = titled('manage', (t) => t('title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const { note } = await searchParams
  const person = await permitted(locale, `/${locale}/manage`, ...new Set(Object.values(SECTIONS).flat()))
  const t = translator(locale, 'manage')
  return (
    <PageShell locale={locale} crumbs={[{ label: t('title') }]}>
      <main id="main" className="mx-auto max-w-site px-4 pb-16 pt-8 lg:px-8 lg:pt-12">
        <PageTitle lead={t('lead')}>{t('title')}</PageTitle>
        {(note === 'arrived' || note === 'proven') && (
          <Notice tone="done">{translator(locale, 'firstSteps')(`mail.said.${note}`, { email: person.email })}</Notice>
        )}
        <FirstSteps locale={locale} person={person} />
        <ul className="mt-8 grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {sectionsOf(person).map((section) => (
            <li key={section} className="card relative p-5 focus-within:outline-3 focus-within:outline-accent hover:bg-surface-2">
              <h2 className="text-h3">
                <a className="after:absolute after:inset-0" href={`/${locale}/manage/${section}`}>
                  {t(`${section}.title`)}
                </a>
              </h2>
              <p className="mt-1 leading-relaxed text-ink-2">
                {t(section === 'courses' && !has(person, ...BUILDERS) ? 'courses.readText' : `${section}.text`)}
              </p>
            </li>
          ))}
        </ul>
      </main>
    </PageShell>
  )
}
