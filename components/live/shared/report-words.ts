import { useTranslations } from 'use-intl'
import type { SceneView } from '@/scenarios/engine/live/view'

export function useReportWords(scene: Pick<SceneView, 'report'> | null | undefined): string {
  const t = useTranslations('play')
  return scene?.report ?? t('report')
}
