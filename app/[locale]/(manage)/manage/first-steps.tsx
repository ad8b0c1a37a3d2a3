import { Check, Circle } from 'lucide-react'
import type { Person } from '@/server/accounts/people'
import { type StepState, firstSteps } from '@/server/organisation/first-steps'
import { has } from '@/server/nextjs/current-person'
import { translator } from '@/server/platform/locales'

const doneOf = (steps: readonly StepState[]): number => steps.filter(({ done }) => done).length

export async function NextStep({ locale, person }: { locale: string; person: Person }) {
  const now = has(person, 'administrator') ? await firstSteps() : null
  if (now?.state !== 'open') return null
  const t = translator(locale, 'firstSteps')
  const next = now.steps.find(({ done }) => !done)!
  return (
    <nav aria-label={t('title')} className="border-b border-line bg-accent-soft noprint">
      <p className="mx-auto flex max-w-site flex-wrap items-center gap-x-4 px-4 text-note lg:px-8">
        <a className="link inline-flex min-h-11 items-center" href={`/${locale}/manage#first-steps`}>
          {t('standing', { done: doneOf(now.steps), of: now.steps.length })}
        </a>
        <span className="inline-flex min-h-11 items-center gap-x-1">
          {t('next')}{' '}
          <a className="link font-semibold" href={`/${locale}/manage${next.at}`}>
            {t(next.open === 'draft' ? 'draftDo' : `steps.${next.step}.do`)}
          </a>
        </span>
      </p>
    </nav>
  )
}

export async function FirstSteps({ locale, person }: { locale: string; person: Person }) {
  const now = has(person, 'administrator') ? await firstSteps() : null
  if (!now || now.state === 'finished') return null
  const t = translator(locale, 'firstSteps')
  const show = `/${locale}/manage/first-steps/show`
  if (now.state !== 'open')
    return (
      <form method="post" action={show} className="mt-8">
        <button type="submit" name="do" value="back" className="link min-h-11">
          {t('back')}
        </button>
      </form>
    )
  return (
    <section id="first-steps" aria-labelledby="first-steps-h" className="card mt-8 scroll-mt-6 p-5 sm:p-7">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 id="first-steps-h" className="text-h2">
          {t('title')}
        </h2>
        <p className="text-note text-ink-2">{t('count', { done: doneOf(now.steps), of: now.steps.length })}</p>
      </div>
      <p className="mt-1 max-w-prose leading-relaxed text-ink-2">{t('lead')}</p>
      <ol className="mt-4 divide-y divide-line border-y border-line">
        {now.steps.map((standing, i) => (
          <Row
            key={standing.step}
            locale={locale}
            standing={standing}
            next={!standing.done && now.steps.slice(0, i).every(({ done }) => done)}
          />
        ))}
      </ol>
      <form method="post" action={show} className="mt-4">
        <button type="submit" name="do" value="away" className="link min-h-11 text-note">
          {t('away')}
        </button>
      </form>
    </section>
  )
}

function Row({ locale, standing: { step, done, open, at }, next }: { locale: string; standing: StepState; next: boolean }) {
  const t = translator(locale, 'firstSteps')
  const Icon = done ? Check : Circle
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <Icon className={`icon shrink-0 self-start mt-1 ${done ? 'text-good' : 'text-ink-3'}`} />
      <div className="min-w-0 flex-1 basis-[16rem]">
        <h3 className="font-semibold">
          {t(`steps.${step}.title`)} <span className="sr-only">{t(done ? 'done' : 'open')}</span>
        </h3>
        {!done && <p className="max-w-prose leading-normal text-ink-2">{t(open === 'draft' ? 'draft' : `steps.${step}.why`)}</p>}
      </div>
      {!done && (
        <a className={`btn ${next ? 'btn-primary' : 'btn-quiet'}`} href={`/${locale}/manage${at}`}>
          {t(open === 'draft' ? 'draftDo' : `steps.${step}.do`)}
        </a>
      )}
    </li>
  )
}
