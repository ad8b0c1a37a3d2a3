import 'server-only'
import type { Competency } from '@/scenarios/engine/format/competencies'
import { VARIANTS } from '@/scenarios/engine/format/variant'
import { type NextStep, aboutOf, begun, leastPractised, nextStep, trainedMost, variantsMet } from '@/scenarios/engine/score/next-step'
import { type Library, type LibraryScenario, libraryIn } from '../library/library'
import { type ListedAttempt, listAttempts } from './attempt-list'
import { skillsOf } from './skills'

export interface OpenAttempt {
  attempt: ListedAttempt
  scenario: LibraryScenario
  moment: number
  of: number
}
export interface ScenarioOverview {
  scenario: LibraryScenario
  /** What has begun: an attempt that counts comes before practice. */
  open: OpenAttempt | null
  met: number
  of: number
}
export interface LearnerOverview {
  scenarios: ScenarioOverview[]
  /** Ours, and those that an organisation adds. */
  tutorials: ScenarioOverview[]
  begun: OpenAttempt[]
  attempts: ListedAttempt[]
  next: NextStep | null
  /** The skill that the next step trains most; null for a tutorial. */
  trains: Competency | null
}

/** Moments of a scenario. The figure is the same for both variants, so that it does not reveal which one is played. */
const momentsOf = ({ variants }: LibraryScenario): number =>
  Math.round(Math.max(...VARIANTS.flatMap((variant) => variants[variant]?.play ?? []).map((play) => play.scenes[play.start]!.ahead)))

/** What a learner, or a new device, has played of the library. One query, until everything has been played. */
export async function learnerOverview(learner: string | null, locale: string, now = Date.now()): Promise<LearnerOverview> {
  const library = await libraryIn(locale)
  const attempts = learner ? await listAttempts(learner) : []
  const open = begun(attempts).flatMap((attempt): OpenAttempt[] => {
    const scenario = library.scenario(attempt.scenario)
    if (!scenario) return []
    const of = momentsOf(scenario)
    // After the last moment only the closing question is left.
    return [{ attempt, scenario, moment: Math.min(attempt.decided + 1, of), of }]
  })
  const scenarios = library.scenarios.map(
    (scenario): ScenarioOverview => ({
      scenario,
      open: open.find((b) => b.scenario === scenario) ?? null,
      met: variantsMet(scenario.id, attempts).size,
      of: VARIANTS.filter((variant) => scenario.variants[variant]).length,
    }),
  )
  return {
    scenarios: scenarios.filter(({ scenario }) => scenario.kind !== 'tutorial'),
    tutorials: scenarios.filter(({ scenario }) => scenario.kind === 'tutorial'),
    begun: open,
    attempts,
    ...(await nextFor(library, learner, attempts, now)),
  }
}

/** What to play next. We work out what was practised least only if that decides it. */
async function nextFor(
  library: Library,
  learner: string | null,
  attempts: ListedAttempt[],
  now: number,
): Promise<Pick<LearnerOverview, 'next' | 'trains'>> {
  const offered = library.scenarios.map(({ id, kind, variants }) => ({
    id,
    kind,
    get about() {
      return aboutOf(VARIANTS.flatMap((variant) => variants[variant]?.key ?? []))
    },
  }))
  const first = nextStep(offered, attempts, { now })
  const next =
    first?.why === 'practise' && learner
      ? nextStep(offered, attempts, { now, least: leastPractised((await skillsOf(learner, attempts)).profile) })
      : first
  if (next?.why === 'practise') return { next, trains: next.competency }
  const scenario = offered.find(({ id }) => id === next?.scenario)
  const real = offered.filter(({ kind }) => kind !== 'tutorial')
  const counts = scenario && scenario.kind !== 'tutorial'
  return {
    next,
    trains: counts
      ? trainedMost(
          scenario.about,
          real.map(({ about }) => about),
        )
      : null,
  }
}
