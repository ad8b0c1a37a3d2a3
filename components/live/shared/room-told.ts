import { useTranslations } from 'use-intl'
import type { RoomDebrief } from '@/scenarios/engine/live/debrief'

/** Whether and when the room told, in a sentence. */
export function useRoomTold({ chances, first, moments }: NonNullable<RoomDebrief['reporting']>): string {
  const t = useTranslations('liveTelling')
  if (first !== null) return t('first', { chances, first })
  const told = moments.some((m) => m.told)
  if (chances > 0) return t(told ? 'elsewhere' : 'never', { chances })
  return t(told ? 'anyway' : 'nothing')
}
