import { useTranslations } from 'use-intl'
import type { RoomDebrief } from '@/scenarios/engine/live/debrief'

/** Whether and when the room told, in a sentence. */
export function useRoomTold({ reporting: { chances, first, moments } }: Pick<RoomDebrief, 'reporting'>): string {
  const t = useTranslations('liveTelling')
  if (first !== null) return t('first', { chances, first })
  if (chances > 0) return t('never', { chances })
  return t(moments.some((m) => m.told) ? 'anyway' : 'nothing')
}
