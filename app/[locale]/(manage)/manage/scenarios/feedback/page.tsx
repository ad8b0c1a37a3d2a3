import { Notice } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { type Feedback, VERDICTS, shownFeedback } from '@/server/learning/feedback'
import { type LibraryScenario, libraryIn } from '@/server/library/library'
import { permitted } from '@/server/nextjs/current-person'
import { titled } from '@/server/nextjs/titled'
import { directionOf, isLocale, languageOf, translator } from '@/server/platform/locales'
import { ManageShell } from '../../manage-shell'

type Props = PageProps<'/[locale]/manage/scenarios/feedback'>
const COLOURS = { fair: 'bg-good-soft text-good', partly: 'bg-signal-soft text-signal', unfair: 'bg-risk-soft text-risk' }

export const generateMetadata = titled('fair', (t) => t('page.title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const person = await permitted(locale, `/${locale}/manage/scenarios/feedback`, 'author')
  const { note } = await searchParams
  const t = translator(locale, 'fair')
  const said = await shownFeedback()
  const scenarios = [...new Set(said.map(({ scenario }) => scenario))].sort()
  const library = await libraryIn(locale)
  return (
    <ManageShell locale={locale} person={person} section="scenarios" crumbs={[{ label: t('page.title') }]}>
      <PageTitle lead={t('page.lead')}>{t('page.title')}</PageTitle>
      {note === 'done' && <Notice tone="done">{t('page.deleted')}</Notice>}
      {note === 'gone' && <Notice tone="problem">{t('page.alreadyDeleted')}</Notice>}
      {said.length === 0 && <p className="card mt-6 max-w-measure p-5">{t('page.none')}</p>}
      {scenarios.map((id) => (
        <Scenario key={id} locale={locale} id={id} scenario={library.scenario(id)} all={said.filter(({ scenario }) => scenario === id)} />
      ))}
    </ManageShell>
  )
}

function Scenario({ locale, id, scenario, all }: { locale: string; id: string; scenario?: LibraryScenario | undefined; all: Feedback[] }) {
  const t = translator(locale, 'fair')
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, all.filter((one) => one.verdict === verdict).length]))
  const worded = all.filter(({ words }) => words)
  return (
    <section aria-labelledby={`${id}-h`} className="mt-10">
      <h2 id={`${id}-h`} className="text-h2">
        {scenario?.title ?? t('page.goneScenario')} <span className="font-normal text-ink-2">{id}</span>
      </h2>
      <p className="mt-1 text-note text-ink-2">
        {t('page.counts', counts)}
        {worded.length < all.length && ` · ${t('page.noWords', { count: all.length - worded.length })}`}
      </p>
      {worded.length > 0 && (
        <ul className="mt-4 space-y-3">
          {worded.map((one) => (
            <Said key={one.id} locale={locale} one={one} isOlder={scenario?.variants[one.variant]?.identity.structure !== one.structure} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Said({ locale, one, isOlder }: { locale: string; one: Feedback; isOlder: boolean }) {
  const t = translator(locale, 'fair')
  const { id, words, verdict, variant, day } = one
  const own = isLocale(one.locale) ? one.locale : locale
  const short = words.length > 40 ? `${words.slice(0, 40)}…` : words
  return (
    <li className="card p-5">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-ink-2">
        <span className={`chip ${COLOURS[verdict]}`}>{t(`verdicts.${verdict}`)}</span>
        {translator(locale, 'organisation')(`signOff.variant.${variant}`)}
        {isOlder && <span>{t('page.older')}</span>}
        <span>{t('page.day', { day: new Date(`${day}T00:00:00Z`) })}</span>
      </p>
      <p lang={languageOf(own)} dir={directionOf(own)} className="mt-2 max-w-measure whitespace-pre-line leading-relaxed wrap-anywhere">
        {words}
      </p>
      <form method="post" action={`/${locale}/manage/scenarios/feedback/done`} className="mt-3 noprint">
        <input type="hidden" name="id" value={id} />
        <button type="submit" className="btn btn-quiet min-h-9" aria-label={t('page.doneWhich', { words: short })}>
          {t('page.done')}
        </button>
      </form>
    </li>
  )
}
