import { useTranslations } from 'use-intl'
import type { RoomReporting } from '@/scenarios/engine/live/debrief'

/** Where hands are raised there is no button, so it says that nobody proposed it. */
export function useRoomReportHeading({ by, chances, first, elsewhere, nothing }: RoomReporting): string {
  const t = useTranslations('liveReporting')
  if (nothing) return t(elsewhere ? 'anyway' : 'nothing')
  if (chances === 0) return t('uncounted')
  if (first !== null) return t('first', { chances, first })
  if (by === 'hand' && !elsewhere) return t('unproposed')
  return t(elsewhere ? 'elsewhere' : 'never', { chances })
}
