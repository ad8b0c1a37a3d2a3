import { Check, CloudOff, PenLine, RefreshCw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { SaveState } from './autosave'

const ICONS = { saved: Check, typing: PenLine, saving: RefreshCw, waiting: CloudOff, refused: CloudOff }

export function SavedMark({ state }: { state: SaveState }) {
  const t = useTranslations('liveCockpit.saving')
  const Icon = ICONS[state]
  const wrong = state === 'waiting' || state === 'refused'
  return (
    <p role={wrong ? 'status' : undefined} className={`flex items-center gap-1.5 text-fine ${wrong ? 'text-signal' : 'text-ink-2'}`}>
      <Icon className="icon" />
      {t(state)}
    </p>
  )
}
