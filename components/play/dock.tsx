import { Check, Notebook, Search, Shield } from '../ui/icons'
import { useTranslations } from 'use-intl'
import { Words } from '../ui/words'
import { FIELD } from '@/scenarios/engine/play/moment-form'

interface Props {
  checks: boolean
  reported: boolean
  done: boolean
  /** What the button says, if not the usual. */
  report: string | undefined
}
export function Dock({ checks, reported, done, report }: Props) {
  const t = useTranslations('play.dock')
  const play = useTranslations('play')
  const item =
    'flex min-h-[3.1rem] min-w-0 flex-1 flex-col items-center justify-center gap-0.5 px-0.5 text-center text-fine font-medium leading-snug text-ink-2'
  return (
    <nav
      aria-label={t('label')}
      className="dock noprint fixed inset-x-0 bottom-0 z-10 hidden gap-1 border-t border-line bg-surface px-2 py-1 pb-[max(.25rem,env(safe-area-inset-bottom))] sheets:flex"
    >
      {checks && (
        <a href="#checks" className={item}>
          <Search className="icon" />
          {t(done ? 'checked' : 'check')}
        </a>
      )}
      <a href="#notebook" className={item}>
        <Notebook className="icon" />
        {t('notebook')}
      </a>
      <a
        href="#report"
        className={`flex min-h-[3.1rem] min-w-0 flex-[1.9] items-center justify-center gap-2 rounded-[10px] border border-control px-2 py-0.5 text-fine font-semibold leading-tight text-balance max-[22rem]:px-1 max-[22rem]:[&>.icon]:hidden ${reported ? 'text-good' : 'text-ink'}`}
      >
        {reported ? <Check className="icon" /> : <Shield className="icon" />}
        <span className="min-w-0">{reported ? t('reported') : report ? <Words>{report}</Words> : play('report')}</span>
      </a>
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
