import { Shield, MessageSquare, Search } from 'lucide-react'
import { translator } from '@/server/platform/locales'

export function HeroMoment({ locale }: { locale: string }) {
  const t = translator(locale, 'home')
  return (
    <div role="img" aria-label={t('moment.label')} className="card overflow-hidden text-note leading-normal shadow-card">
      <p className="flex items-center gap-2 border-b border-line bg-accent-soft px-5 py-3 font-semibold text-accent">
        <MessageSquare className="icon" />
        {t('moment.channel')}
        <span className="ms-auto text-small font-medium">{t('moment.example')}</span>
      </p>
      <div className="space-y-3 px-5 py-5">
        <p className="flex items-center gap-2.5 text-small font-semibold">
          <Boat />
          {t('moment.from')}
        </p>
        <p className="max-w-md rounded-2xl rounded-ss-md bg-sunken px-4 py-3">
          {t('moment.first')}{' '}
          <span className="segment" data-flagged>
            {t('moment.flagged')} <span className="count align-text-bottom">1</span>
          </span>
        </p>
        <p className="ms-auto w-fit max-w-md rounded-2xl rounded-se-md bg-me px-4 py-3">{t('moment.mine')}</p>
      </div>
      <div className="grid gap-3 border-t border-line bg-surface-2 px-5 py-4 sm:grid-cols-2">
        <p className="flex items-center gap-2.5 rounded-xl border border-control bg-surface px-3.5 py-2.5">
          <Search className="icon text-ink-3" />
          {t('moment.check')}
          <span className="ms-auto ps-2 text-small text-ink-2">{t('moment.cost')}</span>
        </p>
        <p className="flex items-center gap-2.5 rounded-xl border border-control bg-surface px-3.5 py-2.5 font-semibold">
          <Shield className="icon text-ink-3" />
          {t('moment.report')}
        </p>
      </div>
    </div>
  )
}

const Boat = () => (
  <svg viewBox="0 0 40 40" className="size-9 shrink-0" aria-hidden="true">
    <circle cx="20" cy="20" r="20" className="fill-accent-soft" />
    <path d="M19 8v16H10z" className="fill-accent" />
    <path d="M21 12v12h8c-1-5-4-9-8-12" className="fill-accent-line" />
    <path d="M9 26h22l-3 5H12z" className="fill-accent" />
  </svg>
)
