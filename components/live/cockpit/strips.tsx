import { CircleAlert, CloudOff, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Problem } from './commander'
import { BELOW_HEADER } from './header'

interface Props {
  status: 'live' | 'lost' | 'gone'
  gone: 'removed' | 'deleted' | null
  problem: Problem | null
  asks: Record<string, string>
  /** Totals are shown from this many answers. */
  few: number
  onDismiss: () => void
}
const STRIP = 'flex items-start gap-2.5 border-b border-signal-line bg-signal-soft px-4 text-signal lg:px-6'

export function Strips({ status, gone, problem, asks, few, onDismiss }: Props) {
  const t = useTranslations('liveCockpit')
  const tied = problem?.tied.flatMap((id) => asks[id] ?? []) ?? []
  return (
    <div className={`sticky top-0 z-20 ${BELOW_HEADER}`}>
      <div role="status">
        {status !== 'live' && (
          <p className={`${STRIP} py-2.5 leading-normal`}>
            <CloudOff className="icon mt-1" />
            {t(`connection.${status === 'lost' ? 'lost' : gone === 'deleted' ? 'deleted' : 'gone'}`)}
          </p>
        )}
      </div>
      <div role="alert">
        {problem && (
          <div className={`${STRIP} py-1`}>
            <CircleAlert className="icon mt-3" />
            <p className="grow py-2 leading-normal">
              {problem.reason === 'tie' && tied.length > 0
                ? t('problem.tieOn', { asks: tied.join(', ') })
                : t(`problem.${problem.reason}`, { few })}
            </p>
            <button type="button" className="btn btn-ghost px-2.5 text-signal" aria-label={t('dismiss')} onClick={onDismiss}>
              <X className="icon" />
            </button>
          </div>
        )}
      </div>
    </div>
  )
}
