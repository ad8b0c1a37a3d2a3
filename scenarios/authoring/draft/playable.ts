/** Makes a readable scenario playable: every way leads somewhere, everybody who speaks has a name, and every text can be shown. */
import { OUTCOMES } from '../../engine/format/outcomes'
import { END, type Scenario } from '../../engine/format/schema'
import { PERSON_FIELDS } from '../../engine/format/fields'
import { isFork } from '../../engine/format/variant'
import type { CompiledScenario } from '../../engine/play/compiled'
import type { Evidence } from '../inspect'
import { type DraftFinding, valueAt } from './draft'
import { type StandIns, MISSING_TEXT, SceneSchema, standInScene } from './stand-ins'

type Scene = Scenario['scenes'][string]
type Option = Scene['decisions'][number]['options'][number]
type To = NonNullable<Option['to']>
type PlainTo = Exclude<To, { hostile: unknown }>

/** Changes the scenario. */
export function makePlayable(scenario: Scenario, findings: readonly DraftFinding[], evidence: Evidence, standIns: StandIns): void {
  leadOn(scenario, standIns)
  nameEverybody(scenario, standIns)
  showEverything(scenario, findings, standIns)
  citeOnlyKnown(scenario, evidence)
}

function leadOn(scenario: Scenario, standIns: StandIns): void {
  const wanted = new Set<string>([scenario.start])
  for (const [id, scene] of Object.entries(scenario.scenes)) {
    const acts = scene.decisions.filter(({ options }) => options.some(({ to }) => to))
    const act = acts[0] ?? scene.decisions.at(-1)!
    const shown = new Set(scene.show.map((artefact) => artefact.id))
    for (const decision of scene.decisions)
      for (const option of decision.options) {
        if (option.to || decision === act) {
          if (!option.to)
            standIns.add(['scenes', id, 'decisions', scene.decisions.indexOf(decision), 'options', decision.options.indexOf(option), 'to'])
          option.to = endingSomewhere(option.to ?? END)
          for (const place of placesIn(option.to)) wanted.add(place)
        }
        if (option.on && !shown.has(option.on)) delete option.on
      }
  }
  for (const place of wanted)
    if (place !== END && !Object.hasOwn(scenario.scenes, place)) {
      standIns.add(['scenes', place])
      scenario.scenes[place] = SceneSchema.parse(standInScene(`This moment does not exist yet: ${place}`, standIns))
    }
}
const sidesOf = (to: To): PlainTo[] =>
  typeof to === 'object' && isFork(to) ? [to.hostile as PlainTo, to.genuine as PlainTo] : [to as PlainTo]
const placesIn = (to: To): string[] => sidesOf(to).flatMap((side) => (typeof side === 'string' ? side : side.map((route) => route.to)))

/** With a last route that always holds. */
function endingSomewhere(to: To): To {
  const plain = (side: PlainTo): PlainTo => (typeof side === 'string' || !side.at(-1)!.when ? side : [...side, { to: END }])
  return typeof to === 'object' && isFork(to)
    ? { hostile: plain(to.hostile as PlainTo), genuine: plain(to.genuine as PlainTo) }
    : plain(to as PlainTo)
}

function nameEverybody(scenario: Scenario, standIns: StandIns): void {
  const visit = (node: unknown): void => {
    if (!node || typeof node !== 'object') return
    for (const [field, value] of Object.entries(node)) {
      if (typeof value !== 'string') visit(value)
      else if ((PERSON_FIELDS.has(field) || field === 'from') && value !== 'you' && !Object.hasOwn(scenario.cast, value)) {
        standIns.add(['cast', value])
        scenario.cast[value] = { draw: 'name', title: `Nobody in the cast: ${value}` }
      }
    }
  }
  visit(scenario.scenes)
}

/** A debrief can then show every outcome, also of a play that no rule foresaw. */
export function completeEndings(compiled: CompiledScenario): void {
  for (const { key } of Object.values(compiled))
    for (const outcome of OUTCOMES) key.endings[outcome] ??= { title: `This ending is missing: ${outcome}`, text: [{ text: MISSING_TEXT }] }
}

const UNSHOWABLE: ReadonlySet<string> = new Set(['icu-syntax', 'missing-argument', 'not-a-number'])
function showEverything(scenario: Scenario, findings: readonly DraftFinding[], standIns: StandIns): void {
  for (const { rule, path } of findings) {
    const steps = path.split('/')
    const above = UNSHOWABLE.has(rule) ? (valueAt(scenario, steps.slice(0, -1)) as Record<string, unknown> | undefined) : undefined
    const text = above?.[steps.at(-1)!]
    if (typeof text !== 'string') continue
    standIns.add(steps)
    above![steps.at(-1)!] = asWritten(text)
  }
}
/** Shown with its braces, because what is in them cannot be filled in. */
const asWritten = (text: string): string => text.replaceAll("'", '’').replace(/[{}<>]+/g, "'$&'")

/** A debrief looks up what is cited. */
function citeOnlyKnown(scenario: Scenario, { sources, signs, decoys }: Evidence): void {
  const isKnown = (cite: unknown) => cite === 'INV' || sources.has(String(cite))
  const visit = (node: unknown): void => {
    if (!node || typeof node !== 'object') return
    for (const [field, value] of Object.entries(node)) {
      const holder = node as Record<string, unknown>
      if ((field === 'cites' || field === 'evidence') && Array.isArray(value)) holder[field] = value.filter(isKnown)
      else if (field === 'indicator' && typeof value === 'string' && !(value in signs) && !(value in decoys)) delete holder[field]
      else visit(value)
    }
  }
  visit(scenario)
  scenario.keep.signs = scenario.keep.signs.filter((sign) => sign in signs)
}
