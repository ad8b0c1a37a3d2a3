import { CircleAlert, CloudOff, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Problem } from './commander'

/** What stands in the way, each with what it means and what to do. Everything below stays readable. */
export function ConnectionStrip({ status, gone }: { status: 'live' | 'lost' | 'gone'; gone: 'removed' | 'deleted' | null }) {
  const t = useTranslations('liveCockpit.connection')
  return (
    <div role="status">
      {status !== 'live' && (
        <p className="flex items-start gap-2.5 border-b border-signal-line bg-signal-soft px-4 py-2.5 leading-[1.5] text-signal lg:px-6">
          <CloudOff className="icon mt-1" />{t(status === 'lost' ? 'lost' : gone === 'deleted' ? 'deleted' : 'gone')}
        </p>
      )}
    </div>
  )
}

/** @param asks what the decisions that are level ask, by their id */
export function ProblemStrip({ problem, asks, onDismiss }: { problem: Problem | null; asks: Record<string, string>; onDismiss: () => void }) {
  const t = useTranslations('liveCockpit')
  const tied = problem?.tied.flatMap((id) => asks[id] ?? []) ?? []
  return (
    <div role="alert">
      {problem && (
        <div className="flex items-start gap-2.5 border-b border-signal-line bg-signal-soft px-4 py-1 text-signal lg:px-6">
          <CircleAlert className="icon mt-3" />
          <p className="grow py-2 leading-[1.5]">
            {problem.reason === 'tie' && tied.length > 0 ? t('problem.tieOn', { asks: tied.join(', ') }) : t(`problem.${problem.reason}`)}
          </p>
          <button type="button" className="btn btn-ghost !px-2.5 !text-signal" aria-label={t('dismiss')} onClick={onDismiss}><X className="icon" /></button>
        </div>
      )}
    </div>
  )
}
