import type { Pattern } from '@/scenarios/engine/format/schema'
import { translator } from '@/server/platform/locales'

/** Where a story is chosen from a list: what happens in it, and where people work who meet that. */
export function storyLine(locale: string, { situation, sectors }: Pick<Pattern, 'situation' | 'sectors'>): string {
  const t = translator(locale, 'learn')
  return [t(`situations.${situation}`), ...sectors.map((sector) => t(`sectors.${sector}`))].join(' · ')
}
