import type { CatalogueEntry } from '@/scenarios/engine/format/schema'
import { translator } from '@/server/platform/locales'

export function scenarioLine(locale: string, { situation, sectors }: Pick<CatalogueEntry, 'situation' | 'sectors'>): string {
  const t = translator(locale, 'learn')
  return [t(`situations.${situation}`), ...sectors.map((sector) => t(`sectors.${sector}`))].join(' · ')
}
