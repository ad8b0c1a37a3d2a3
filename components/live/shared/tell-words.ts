import { useTranslations } from 'use-intl'
import type { SceneView } from '@/scenarios/engine/live/view'

/** What telling somebody is called in a scene. */
export function useTellWords(scene: Pick<SceneView, 'tell'> | null | undefined): string {
  const t = useTranslations('play')
  return scene?.tell ?? t('tell')
}
