import { useTranslations } from 'use-intl'
import { Header } from '@/components/ui/header'
import { PageTitle } from '@/components/ui/page-title'
import type { Intro } from '../content'
import type { LmsState } from '../runtime'
import { OwnCase } from './own-case'

interface Props {
  intro: Intro
  restarted: boolean
  mode: LmsState['mode']
  start(): void
}

export function Start({
  intro: { title, summary, you, minutes, skippable, report, standsAlone, contacts },
  restarted,
  mode,
  start,
}: Props) {
  const [t, learn] = [useTranslations('package'), useTranslations('learn')]
  const disclosed = standsAlone ? 'device' : report === 'pass' ? 'platform' : 'platformCompletion'
  return (
    <>
      <Header home="#" crumbs={[{ label: title }]} skip={{ href: '#main', label: learn('start') }} />
      <main id="main" className="mx-auto w-full max-w-column px-4 pb-16 pt-8 lg:pt-12">
        <PageTitle eyebrow={learn('minutes', { minutes })} lead={summary}>
          {title}
        </PageTitle>
        {(restarted || mode !== 'normal') && (
          <p role="status" className="mt-4 rounded-xl border border-signal-line bg-signal-soft px-4 py-3 text-signal">
            {t(mode === 'normal' ? 'restarted' : 'notKept')}
          </p>
        )}
        <div className="card mt-6 p-5 shadow-card sm:p-7">
          <h2 className="font-semibold">{learn('you')}</h2>
          <p className="mt-1 leading-relaxed">{you}</p>
          <h2 className="mt-5 font-semibold">{learn('before')}</h2>
          <p className="mt-1 leading-relaxed">
            {skippable && `${skippable} `}
            {t('before')}
          </p>
          {skippable && <OwnCase contacts={contacts} />}
          <h2 className="mt-5 font-semibold">{t('known')}</h2>
          <p className="mt-1 leading-relaxed">{t(`disclosed.${disclosed}`)}</p>
          <button type="button" className="btn btn-primary mt-6 min-w-40" onClick={start}>
            {learn('start')}
          </button>
        </div>
      </main>
    </>
  )
}
