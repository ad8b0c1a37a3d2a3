import { Clock } from 'lucide-react'
import type { Metadata } from 'next'
import { PageTitle } from '@/components/ui/page-title'
import { currentPerson } from '@/server/nextjs/current-person'
import { type ListedAttempt, listAttempts } from '@/server/learning/attempt-list'
import { type LibraryPattern, libraryIn } from '@/server/library/library'
import { translator } from '@/server/platform/locales'
import { OPEN_DAYS } from '@/server/privacy/retention'
import { currentLearner } from '@/server/nextjs/session'
import { spoken } from '../../foreign-note'
import { PageShell } from '../../page-shell'

type Props = PageProps<'/[locale]/learn'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator((await params).locale, 'learn')('title') }
}

/** The catalogue: patterns by role, with time and progress. */
export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const { role, left, done } = await searchParams
  const t = translator(locale, 'learn')
  const learner = await currentLearner()
  const attempts = learner ? await listAttempts(learner) : []
  const all = (await libraryIn(locale)).patterns
  const roles = [...new Set(all.filter((p) => p.kind !== 'tutorial').flatMap((p) => p.roles))].sort()
  const chosen = roles.find((r) => r === role)
  const shown = all.filter((p) => !chosen || p.roles.includes(chosen) || p.kind === 'tutorial')
  return (
    <PageShell locale={locale} crumbs={[{ label: t('title') }]}>
      <main id="main" className="mx-auto max-w-site px-4 pb-16 pt-8 lg:px-8 lg:pt-10">
        {left && attempts.length > 0 && (
          <p
            role="status"
            className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-1 rounded-xl border border-line bg-good-soft px-4 py-3 text-good"
          >
            {t('left')} {!(await currentPerson()) && t('leftUntil', { days: OPEN_DAYS })}
            <a className="underline underline-offset-2" href={`/${locale}/learn/data#link`}>
              {t('deviceHere')}
            </a>
            <span>
              {t('leftShared')}{' '}
              <a className="underline underline-offset-2" href={`/${locale}/learn/data#forget`}>
                {t('leftForget')}
              </a>
            </span>
          </p>
        )}
        {(done === 'erased' || done === 'forgotten') && (
          <p role="status" className="mb-6 rounded-xl border border-line bg-good-soft px-4 py-3 text-good">
            {translator(locale, 'data')(done)}
          </p>
        )}
        <PageTitle lead={t('lead')}>{t('title')}</PageTitle>
        <nav aria-label={t('role')} className="mt-6 flex flex-wrap gap-2">
          {[undefined, ...roles].map((r) => (
            <a
              key={r ?? 'all'}
              href={r ? `?role=${r}` : `/${locale}/learn`}
              aria-current={r === chosen ? 'true' : undefined}
              className={`chip px-3 py-1 ${r === chosen ? 'bg-accent text-on-accent' : 'border border-control bg-surface text-ink'}`}
            >
              {r ? t(`roles.${r}`) : t('allRoles')}
            </a>
          ))}
        </nav>
        <ul className="mt-6 grid gap-4 md:grid-cols-2 lg:grid-cols-3">
          {shown.map((pattern) => (
            <li key={pattern.id}>
              <PatternCard pattern={pattern} attempts={attempts.filter((a) => a.pattern === pattern.id)} locale={locale} />
            </li>
          ))}
        </ul>
      </main>
    </PageShell>
  )
}

function PatternCard({ pattern, attempts, locale }: { pattern: LibraryPattern; attempts: ListedAttempt[]; locale: string }) {
  const t = translator(locale, 'learn')
  const open = attempts.findLast((a) => !a.finished && a.purpose === 'learn')
  const played = new Set(attempts.filter((a) => a.finished).map((a) => a.nature)).size
  const tutorial = pattern.kind === 'tutorial'
  const { lang } = spoken(locale, pattern.language)
  return (
    <article className="card flex h-full flex-col p-5 shadow-card">
      <p className="flex items-center gap-1.5 text-small text-ink-2">
        <Clock className="icon" />
        {t('minutes', { minutes: pattern.minutes })}
        {tutorial && <span className="chip ms-auto bg-accent-soft text-accent">{t('tutorialTag')}</span>}
      </p>
      <h2 className="mt-2 text-h2">
        <a className="hover:underline" href={`/${locale}/learn/${pattern.id}`} lang={lang(pattern.title)}>
          {pattern.title}
        </a>
      </h2>
      <p className="mt-1.5 leading-relaxed text-ink-2" lang={lang(pattern.summary)}>
        {pattern.summary}
      </p>
      <p className="mt-2 text-small text-ink-3">{pattern.roles.map((r) => t(`roles.${r}`)).join(' · ')}</p>
      <div className="mt-auto flex items-center justify-between gap-3 pt-4">
        <span className="text-small text-ink-2">
          {open ? t('resumeAt', { n: open.decided + 1 }) : tutorial ? '' : t('versions', { played })}
        </span>
        {open ? (
          <a className="btn btn-primary" href={`/${locale}/learn/attempts/${open.id}`}>
            {t('resume')}
            <span className="sr-only">: {pattern.title}</span>
          </a>
        ) : (
          <a className="btn btn-quiet" href={`/${locale}/learn/${pattern.id}`}>
            {t('open')}
            <span className="sr-only">: {pattern.title}</span>
          </a>
        )}
      </div>
    </article>
  )
}
