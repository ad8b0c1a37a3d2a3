import { CloudOff } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import type { Saving } from '../saving'

interface Props {
  saving: Saving
  isOver: boolean
  standsAlone: boolean
  /** As wide as the page below. */
  width?: string
}

/** What to do if the LMS takes nothing. The page goes on meanwhile. */
export function NotSaved({ saving, isOver, standsAlone, width = 'max-w-site' }: Props) {
  const t = useTranslations('package.trouble')
  const state = useSyncExternalStore(saving.state.subscribe, saving.state.read)
  if (state !== 'stuck' && state !== 'elsewhere') return null
  const why = state === 'elsewhere' ? state : standsAlone ? 'device' : saving.isKept() ? 'kept' : 'notKept'
  return (
    <div role="alert" className="border-b border-signal-line bg-signal-soft text-signal noprint">
      <div className={`mx-auto flex items-start gap-3 px-4 py-2.5 lg:px-8 ${width}`}>
        <CloudOff className="icon mt-0.5 shrink-0" />
        <div className="max-w-3xl text-note leading-normal">
          <p className="font-semibold">{t(state === 'elsewhere' ? 'elsewhereTitle' : isOver ? 'result' : 'answers')}</p>
          <p>{t(why)}</p>
        </div>
      </div>
    </div>
  )
}
