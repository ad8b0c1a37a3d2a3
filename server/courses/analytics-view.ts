import 'server-only'
import { type Cell, addUp, reportingOf } from '@/scenarios/engine/score/cohort'
import { legendOf } from '@/scenarios/engine/score/marks'
import { presentOf } from '../library/library'
import { versionIn } from './version'
import { type DetailText, type OptionText, type ScenarioText, scenarioText } from './scenario-texts'

export interface DetailShare extends DetailText {
  key: string
  scenario: string
  seen: number
  /** Of those who saw it. */
  share: number
}
export interface DecisionShares {
  id: string
  ask: string
  scene: string
  of: number
  options: (OptionText & { share: number })[]
}
export interface ScenarioShares {
  version: string
  title: string
  nature: ScenarioText['nature']
  /** How many had something to tell, and of those the share that told somebody. */
  approached: number
  told: number
  /** The chance by which half had told; null if fewer did. */
  halfBy: number | null
  decisions: DecisionShares[]
}
export interface AnalyticsView {
  /** Most often missed first; `share` is the share of people who missed it. */
  missed: DetailShare[]
  /** Harmless details, most often flagged first, without those that nobody flagged. */
  flagged: DetailShare[]
  scenarios: ScenarioShares[]
}

/** Counts together with the texts they are about. */
export async function analyticsView(cells: readonly Cell[], locale: string): Promise<AnalyticsView> {
  const view: AnalyticsView = { missed: [], flagged: [], scenarios: [] }
  for (const cell of addUp(cells, ({ version }) => version).values()) {
    const version = versionIn(cell.version)
    const [text, { key }] = await Promise.all([scenarioText(version, locale), presentOf(version)])
    const { of, told, halfBy } = reportingOf([cell])
    const { segments, decisions } = legendOf(key)
    segments.forEach((id, i) => {
      const detail = text.details.get(id)
      const [seen, flagged] = [cell.seen[i]!, cell.flagged[i]!]
      if (!detail || seen === 0) return
      const row = { ...detail, key: `${cell.version} ${id}`, scenario: text.title, seen }
      if (key.segments[id]!.cue === 'sign') view.missed.push({ ...row, share: 1 - flagged / seen })
      else if (flagged > 0) view.flagged.push({ ...row, share: flagged / seen })
    })
    view.scenarios.push({
      version: cell.version,
      approached: of,
      told: of === 0 ? 0 : told / of,
      halfBy,
      title: text.title,
      nature: text.nature,
      decisions: [...text.decisions.values()].flatMap((decision): DecisionShares[] => {
        const d = decisions.findIndex((other) => other.id === decision.id)
        const of = cell.chosen[d]?.reduce((a, b) => a + b, 0) ?? 0
        if (of === 0) return []
        const chosen = (option: string) => cell.chosen[d]![decisions[d]!.options.indexOf(option)]!
        return [{ ...decision, of, options: decision.options.map((o) => ({ ...o, share: chosen(o.id) / of })) }]
      }),
    })
  }
  const often = (a: DetailShare, b: DetailShare) => b.share - a.share || b.seen - a.seen || a.quote.localeCompare(b.quote, locale)
  view.missed.sort(often)
  view.flagged.sort(often)
  view.scenarios.sort((a, b) => a.title.localeCompare(b.title, locale) || a.nature.localeCompare(b.nature))
  return view
}
