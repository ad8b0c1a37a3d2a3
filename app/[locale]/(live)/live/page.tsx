import { type OfferedScenario, PrepareForm } from '@/components/live/prepare/prepare-form'
import { difficultyOf } from '@/scenarios/engine/live/difficulty'
import { Notice } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { Texts } from '@/components/ui/texts'
import { Section } from '@/components/ui/section'
import { drawnOf } from '@/components/ui/situation-picture'
import { currentPerson, has, secondFactorPage } from '@/server/nextjs/current-person'
import { type Person, hasAdministrator, rolesOf } from '@/server/accounts/people'
import { type LibraryScenario, libraryIn } from '@/server/library/library'
import { languageOf, messagesOf, translator } from '@/server/platform/locales'
import { facilitators } from '@/server/organisation/organisation'
import { readFlash } from '@/server/nextjs/flash'
import { PageShell } from '../../page-shell'
import { scenarioLine } from '../../scenario-line'
import { ownSessions } from '@/server/nextjs/own-sessions'
import { titled } from '@/server/nextjs/titled'
import { OwnSessions } from './own-sessions'
import { NoContact } from './no-contact'

type Props = PageProps<'/[locale]/live'>
const STEPS = ['prepare', 'show', 'run', 'after'] as const
const NOTES = ['deleted', 'password', 'role', 'scenario', 'incomplete', 'tooMany', 'quota', 'opened'] as const

export const generateMetadata = titled('live', (t) => t('title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const { note, ...values } = await searchParams
  const t = translator(locale, 'live')
  const said = NOTES.find((n) => n === note)
  const own = await ownSessions()
  return (
    <PageShell
      locale={locale}
      crumbs={[{ label: t('title') }]}
      actions={
        <a className="btn btn-quiet min-h-10" href={`/${locale}/j`}>
          {t('joinHere')}
        </a>
      }
    >
      <main id="main" className="mx-auto max-w-broad px-4 pb-16 pt-8 lg:pt-12">
        <PageTitle lead={t('lead')}>{t('title')}</PageTitle>
        {said && <Notice tone="problem">{t(`note.${said}`)}</Notice>}
        {own.length > 0 && <OwnSessions locale={locale} own={own} />}
        <How locale={locale} />
        <Section id="prepare" title={t('prepare')} className="mt-10 scroll-mt-6">
          <Preparing locale={locale} refused={said === 'deleted' ? undefined : said} values={values} />
        </Section>
      </main>
    </PageShell>
  )
}

interface PreparingProps {
  locale: string
  refused: Exclude<(typeof NOTES)[number], 'deleted'> | undefined
  values: Record<string, string | string[] | undefined>
}
async function Preparing({ locale, refused, values }: PreparingProps) {
  const t = translator(locale, 'live')
  const who = await facilitators()
  const person = await currentPerson()
  if (who === 'nobody') return <p className="card mt-4 p-5">{t('closedToAll')}</p>
  if (who === 'role' && !has(person, 'facilitator')) {
    if (person?.lacksFactor && (await rolesOf(person.id)).includes('facilitator')) return <NeedsFactor locale={locale} />
    return <NeedsRole locale={locale} person={person} setUp={!(await hasAdministrator())} />
  }
  const { scenarios } = await libraryIn(locale)
  const given = Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
  return (
    <Texts locale={languageOf(locale)} messages={{ livePrepare: messagesOf(locale).livePrepare }}>
      <NoContact locale={locale} />
      <PrepareForm
        action={`/${locale}/live/create`}
        askPassword={who === 'password'}
        scenarios={scenarios.map((scenario) => offered(locale, scenario))}
        errors={refused ? { [refused]: t(`note.${refused}`) } : {}}
        values={{ ...Object.fromEntries(given), ...(refused && (await readFlash('session'))) }}
      />
    </Texts>
  )
}

function offered(locale: string, scenario: LibraryScenario): OfferedScenario {
  const { id, title, summary, role, you, minutes, kind } = scenario
  const { hostile, genuine } = scenario.variants
  return {
    ...{ id, title, summary, role, you, minutes },
    drawn: drawnOf(scenario),
    line: scenarioLine(locale, scenario),
    both: Boolean(hostile && genuine),
    difficulty: hostile && kind !== 'tutorial' ? difficultyOf(hostile) : null,
    page: `/${locale}/learn/${id}`,
  }
}

function How({ locale }: { locale: string }) {
  const t = translator(locale, 'live')
  return (
    <Section name="how" title={t('how')} className="mt-10">
      <ol className="mt-3 grid gap-x-8 gap-y-3 leading-relaxed sm:grid-cols-2">
        {STEPS.map((step, i) => (
          <li key={step} className="flex gap-3">
            <span className="font-semibold text-accent tabular-nums" aria-hidden="true">
              {i + 1}
            </span>
            {t(`steps.${step}`)}
          </li>
        ))}
      </ol>
    </Section>
  )
}

/** For when only accounts with the role may hold sessions. `setUp`: there is no administrator yet. */
function NeedsRole({ locale, person, setUp }: { locale: string; person: Person | null; setUp: boolean }) {
  const t = translator(locale, 'live')
  return (
    <div className="card mt-4 p-5">
      <p className="leading-relaxed">{t(setUp ? 'needsSetUp' : person ? 'needsRole' : 'needsSignIn')}</p>
      {!person && !setUp && (
        <p className="mt-4">
          <a className="btn btn-primary" href={`/${locale}/sign-in?${new URLSearchParams({ next: `/${locale}/live#prepare` })}`}>
            {t('signIn')}
          </a>
        </p>
      )}
    </div>
  )
}

/** For a facilitator whose roles wait for a second factor. */
function NeedsFactor({ locale }: { locale: string }) {
  const t = translator(locale, 'accounts')
  return (
    <div className="card mt-4 p-5">
      <p className="leading-relaxed">{t('secondFactor.needed')}</p>
      <p className="mt-4">
        <a className="btn btn-primary" href={secondFactorPage(locale, `/${locale}/live`)}>
          {t('secondFactor.goSetUp')}
        </a>
      </p>
    </div>
  )
}
