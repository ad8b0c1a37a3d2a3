import { GitBranch } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { AskedCommand } from '@/scenarios/engine/live/schema'
import type { RoomView } from '@/scenarios/engine/live/view'
import { AskFirst } from './confirm'

export function OwnPath({ view, busy, send }: { view: RoomView; busy: boolean; send: (command: AskedCommand) => void }) {
  const t = useTranslations('liveCockpit')
  const main = view.facilitator?.main ?? null
  if (!view.whatIf || view.phase === 'closed') return null
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-xl border border-signal-line bg-signal-soft px-4 py-2.5">
      <p className="flex items-center gap-2 text-note font-semibold text-signal">
        <GitBranch className="icon" />
        {t('whatIfText')}
      </p>
      {main !== null && !view.paused && (
        <AskFirst
          className="btn btn-quiet"
          question={t('toMainAsk')}
          confirm={t('toMainDo')}
          busy={busy}
          onConfirm={() => send({ type: 'return', to: main, whatIf: false })}
        >
          {t('toMain')}
        </AskFirst>
      )}
    </div>
  )
}
