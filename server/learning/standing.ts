import 'server-only'
import { NATURES } from '@/scenarios/engine/format/truth'
import { type NextStep, aboutOf, begun, leastPractised, nextStep, versionsMet } from '@/scenarios/engine/score/next-step'
import { type Library, type LibraryPattern, libraryIn } from '../library/library'
import { type ListedAttempt, listAttempts } from './attempt-list'
import { skillsOf } from './skills'

/** An attempt that is begun, and where it stands. */
export interface Begun {
  attempt: ListedAttempt
  pattern: LibraryPattern
  moment: number
  of: number
}
/** Where a learner stands with one story. */
export interface StoryStanding {
  pattern: LibraryPattern
  /** What is begun of it: what counts first, then practice. */
  open: Begun | null
  /** The versions played to the end, of how many there are. */
  met: number
  of: number
}
export interface Standing {
  /** Without tutorials, in the order of the library. */
  stories: StoryStanding[]
  /** Ours, and those that an organisation adds. */
  tutorials: StoryStanding[]
  /** Everything that is begun, in the order in which one would go on. */
  begun: Begun[]
  attempts: ListedAttempt[]
  next: NextStep | null
}

/** Moments of a story: the same figure whichever truth is played, so that it gives none away. */
const momentsOf = ({ scenarios }: LibraryPattern): number =>
  Math.round(Math.max(...NATURES.flatMap((nature) => scenarios[nature]?.play ?? []).map((play) => play.scenes[play.start]!.ahead)))

/** Where a learner, or a device that nobody has played on, stands in the library. One query, until everything has been played. */
export async function standingOf(learner: string | null, locale: string, now = Date.now()): Promise<Standing> {
  const library = await libraryIn(locale)
  const attempts = learner ? await listAttempts(learner) : []
  const open = begun(attempts).flatMap((attempt): Begun[] => {
    const pattern = library.pattern(attempt.pattern)
    if (!pattern) return []
    const of = momentsOf(pattern)
    // What is left after the last moment is its closing question.
    return [{ attempt, pattern, moment: Math.min(attempt.decided + 1, of), of }]
  })
  const stories = library.patterns.map(
    (pattern): StoryStanding => ({
      pattern,
      open: open.find((b) => b.pattern === pattern) ?? null,
      met: versionsMet(pattern.id, attempts).size,
      of: NATURES.filter((nature) => pattern.scenarios[nature]).length,
    }),
  )
  return {
    stories: stories.filter(({ pattern }) => pattern.kind !== 'tutorial'),
    tutorials: stories.filter(({ pattern }) => pattern.kind === 'tutorial'),
    begun: open,
    attempts,
    next: await nextFor(library, learner, attempts, now),
  }
}

/** What to play next. What was practised least is worked out only where it decides. */
async function nextFor(library: Library, learner: string | null, attempts: ListedAttempt[], now: number): Promise<NextStep | null> {
  const offered = library.patterns.map(({ id, kind, scenarios }) => ({
    id,
    kind,
    get about() {
      return aboutOf(NATURES.flatMap((nature) => scenarios[nature]?.key ?? []))
    },
  }))
  const next = nextStep(offered, attempts, { now })
  if (next?.why !== 'practise' || !learner) return next
  const { profile } = await skillsOf(learner, attempts)
  return nextStep(offered, attempts, { now, least: leastPractised(profile) })
}
