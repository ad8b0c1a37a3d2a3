import { Check, MessageCircleMore, Notebook, Search } from '../ui/icons'
import { useTranslations } from 'use-intl'
import { FIELD } from '@/scenarios/engine/play/moment-form'

export function Dock({ checks, reported, done }: { checks: boolean; reported: boolean; done: boolean }) {
  const t = useTranslations('play.dock')
  const item =
    'flex min-h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 px-0.5 text-center text-fine font-medium leading-snug'
  return (
    <nav
      aria-label={t('label')}
      className="dock fixed inset-x-0 bottom-0 z-10 hidden items-center gap-2 border-t border-line bg-surface ps-1 pe-2 pb-[env(safe-area-inset-bottom)] sheets:flex noprint"
    >
      <div className="grid min-w-0 flex-1 grid-cols-3">
        {checks && (
          <a href="#checks" className={`${item} text-ink-2`}>
            <Search className="icon" />
            {t(done ? 'checked' : 'check')}
          </a>
        )}
        <a href="#notebook" className={`${item} col-start-2 text-ink-2`}>
          <Notebook className="icon" />
          {t('notebook')}
        </a>
        <a href="#report" className={`${item} col-start-3 ${reported ? 'text-good' : 'text-ink-2'}`}>
          {reported ? <Check className="icon" /> : <MessageCircleMore className="icon" />}
          {t(reported ? 'reported' : 'report')}
        </a>
      </div>
      {done ? (
        <ContinueButton className="w-28 px-2" />
      ) : (
        <a href="#decision" className="btn btn-primary w-28 px-2">
          {t('decide')}
        </a>
      )}
    </nav>
  )
}

export function ContinueButton({ className = '' }: { className?: string }) {
  const t = useTranslations('play')
  return (
    <button type="submit" name={FIELD.continue} value="1" className={`btn btn-primary ${className}`}>
      {t('continue')}
    </button>
  )
}
