import { useTranslations } from 'use-intl'
import type { RoomView } from '@/scenarios/engine/live/view'

/** The judgement is a moment without a scene. */
export const isJudgement = ({ phase, scene }: Pick<RoomView, 'phase' | 'scene'>): boolean =>
  scene === null && ['reading', 'voting', 'discussing', 'revealed'].includes(phase)

export function usePlace({ phase, scene, n, about }: Pick<RoomView, 'phase' | 'scene' | 'n' | 'about'>): string {
  const t = useTranslations('play')
  if (phase === 'lobby' || phase === 'opening') return ''
  return isJudgement({ phase, scene }) ? t('beforeDebrief') : `${t('moment', { n })} ${t('ofAbout', { about })}`
}
