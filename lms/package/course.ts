import type { Course, Item } from '@/scenarios/engine/course/course'
import { citesOf, referencesIn } from '@/scenarios/engine/course/text'
import type { CourseContent, CourseItem } from '../course/content'
import { writtenCourse } from '../course/suspend-data'
import type { Scenario } from '../content'
import { longest } from '../journal/journal-code'
import { type CitableEvidence, type PackagedScenario, type PackageChoices, citedIn, shortHash, scenarioOf } from './content'
import { PackageError } from './package-error'

export interface PackagedCourse extends Pick<Course, 'title' | 'summary' | 'passing' | 'items'> {
  id: string
  pictures: Record<string, string>
}

/** @throws PackageError if it has no parts, or if something that it names is missing */
export function courseContentOf(
  { id, title, summary, passing, items, pictures }: PackagedCourse,
  scenarioBy: (scenarioId: string) => PackagedScenario | undefined,
  choices: PackageChoices,
  cited: CitableEvidence,
): CourseContent {
  const wanted = [...new Set(items.flatMap((item) => (item.kind === 'scenario' ? item.scenario : [])))]
  const missing = [...wanted.filter((scenarioId) => !scenarioBy(scenarioId)), ...items.flatMap((item) => missingIn(item, pictures, cited))]
  if (missing.length > 0) throw new PackageError('missing', `the course names what is not there: ${missing.join('; ')}`)
  if (items.length === 0) throw new PackageError('missing', 'the course has no parts')
  const scenarios = Object.fromEntries(wanted.map((scenarioId) => [scenarioId, scenarioOf(scenarioBy(scenarioId)!, null)]))
  const known = items.map((item) => withTitle(item, scenarios))
  const texts = items.flatMap((item) => ('body' in item ? citesOf(item.body) : []))
  return {
    ...{ course: id, title, summary, passing, pictures, items: known, scenarios },
    minutes: known.reduce((sum, { minutes }) => sum + minutes, 0),
    hash: shortHash({
      items: items.map((item) => (item.kind === 'scenario' ? { id: item.id, scenario: scenarios[item.scenario]!.hash } : { id: item.id })),
    }),
    ...choices,
    ...citedIn(JSON.stringify([Object.values(scenarios).map(({ variants }) => variants), texts]), cited),
  }
}

function missingIn(item: Item, pictures: Record<string, string>, { sources }: CitableEvidence): string[] {
  if (!('body' in item)) return []
  const { named, faulty } = referencesIn(item.body)
  const unknown = named.filter(({ kind, id }) => (kind === 'source' ? !sources.some((source) => source.id === id) : !pictures[id]))
  return [...unknown, ...faulty].map(({ kind, id, line }) => `${kind} ${id} in line ${line} of ${item.id}`)
}

const withTitle = (item: Item, scenarios: Record<string, Scenario>): CourseItem => {
  if (item.kind !== 'scenario') return item
  const { title, minutes } = scenarios[item.scenario]!
  return { ...item, title, minutes }
}

/** Characters before a repeat: see `markAfter`. */
const REPEATED = 3
/** The most characters that its suspended data can take: see `longest`. */
export function mostSuspended({ hash, items, scenarios }: CourseContent): number {
  const most = (scenario: Scenario) => Math.max(...Object.values(scenario.variants).map(({ play }) => longest(play)))
  const marks = items.map((item) => 'x'.repeat(item.kind === 'scenario' ? REPEATED + 1 + most(scenarios[item.scenario]!) : 1))
  return writtenCourse({ hash, seed: 2 ** 31 - 1, marks, seconds: 999_999_999 }).length
}
