import { useTranslations } from 'use-intl'
import type { RoomReporting } from '@/scenarios/engine/live/debrief'

/** Of hands it never says that the room did not tell, because nobody asked them. */
export function useRoomReportHeading({ by, chances, first, moments, elsewhere, nothing }: RoomReporting): string {
  const t = useTranslations('liveReporting')
  if (nothing) return t(elsewhere ? 'anyway' : 'nothing')
  if (by === null) return t('unmeasured')
  if (chances === 0) return t('uncounted')
  if (by === 'hand' && moments.some(({ would }) => would)) return t('byHand', { chances })
  if (first !== null) return t('first', { chances, first })
  return t(elsewhere ? 'elsewhere' : 'never', { chances })
}
