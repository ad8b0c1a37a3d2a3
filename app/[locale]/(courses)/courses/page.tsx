import { PageTitle } from '@/components/ui/page-title'
import { Section } from '@/components/ui/section'
import { currentPerson } from '@/server/nextjs/current-person'
import { titled } from '@/server/nextjs/titled'
import { translator } from '@/server/platform/locales'
import { PageShell } from '../../page-shell'
import { SignedInAs } from '../../(account)/signed-in-as'
import { CourseCard, DoneRow } from './course-card'
import { ownEnrolments } from './own'

type Props = PageProps<'/[locale]/courses'>

export const generateMetadata = titled('courses', (t) => t('title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const { note, next } = await searchParams
  const t = translator(locale, 'courses')
  const all = await ownEnrolments()
  const open = all.filter((e) => e.row.completed_at === null)
  const renewed = new Set(all.map((e) => e.row.renews))
  const done = all.filter((e) => e.row.completed_at !== null)
  return (
    <PageShell locale={locale} crumbs={[{ label: t('title') }]}>
      <main id="main" className="mx-auto max-w-broad px-4 pb-16 pt-8 lg:px-8 lg:pt-10">
        <PageTitle lead={t(all.length > 0 ? 'lead' : 'none')}>{t('title')}</PageTitle>
        {note === 'notYours' && <SignedInAs locale={locale} text={t('notYours')} next={next} />}
        {all.length === 0 && <None locale={locale} signedIn={(await currentPerson()) !== null} />}
        {open.length > 0 && (
          <Section name="open" title={t('current')} className="mt-8">
            <ul className="mt-4 grid gap-4 md:grid-cols-2">
              {open.map((e) => (
                <li key={e.row.id}>
                  <CourseCard locale={locale} enrolment={e} />
                </li>
              ))}
            </ul>
          </Section>
        )}
        {done.length > 0 && (
          <Section name="done" title={t('earlier')} className="mt-10">
            <ul className="mt-3 divide-y divide-line border-y border-line">
              {done.map((e) => (
                <DoneRow
                  key={e.row.id}
                  locale={locale}
                  enrolment={renewed.has(e.row.id) ? { ...e, row: { ...e.row, renew_at: null } } : e}
                />
              ))}
            </ul>
          </Section>
        )}
      </main>
    </PageShell>
  )
}

function None({ locale, signedIn }: { locale: string; signedIn: boolean }) {
  const t = translator(locale, 'courses')
  return (
    <div className="card mt-6 max-w-column p-5 sm:p-6">
      <p className="leading-relaxed">
        {t('noneText')} {!signedIn && t('noneSignIn')}
      </p>
      <p className="mt-4 flex flex-wrap gap-3">
        <a className="btn btn-primary" href={`/${locale}/learn`}>
          {t('toScenarios')}
        </a>
        {!signedIn && (
          <a className="btn btn-quiet" href={`/${locale}/sign-in?${new URLSearchParams({ next: `/${locale}/courses` })}`}>
            {t('signIn')}
          </a>
        )}
      </p>
    </div>
  )
}
