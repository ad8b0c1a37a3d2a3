import { useTranslations } from 'use-intl'
import type { RoomDebrief } from '@/scenarios/engine/live/debrief'

export function useRoomReportHeading({ chances, first, moments, measured }: NonNullable<RoomDebrief['reporting']>): string {
  const t = useTranslations('liveReporting')
  if (first !== null) return t('first', { chances, first })
  if (!measured) return t('unmeasured')
  const reported = moments.some((m) => m.reported)
  if (chances > 0) return t(reported ? 'elsewhere' : 'never', { chances })
  return t(reported ? 'anyway' : 'nothing')
}
