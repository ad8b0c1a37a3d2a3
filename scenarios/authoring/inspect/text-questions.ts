import { type AuthoredGuard, REPORTED, REPORTED_TWICE } from '../../engine/format/guard'
import type { ResolvedScenario } from '../../engine/format/variant'
import { type Outcome, OUTCOMES } from '../../engine/format/outcomes'
import type { Variant, Scenario } from '../../engine/format/schema'
import { variantOf } from '../../engine/format/variant'
import { split } from '../../engine/play/compile'
import { type Context, type Ids, guardIn, watchedIn } from '../../engine/play/opaque-ids'
import type { KeyedPlay } from '../../engine/play/compiled'
import type { Guard, Play, PlayFacts } from '../../engine/play/play'
import type { Path } from '../../library/finding'

/**
 * When something is read: on entering a scene, while in it, with a check's finding, in a reply to a report, after an act, at the end.
 * Once read, it stays as it was.
 */
export type Moment = 'entered' | 'here' | 'found' | 'reply' | 'after' | 'end'
export interface Question {
  kind: 'guard' | 'claim' | 'said' | 'on' | 'visit'
  /** The path in a file with this variant alone. */
  path: Path
  /** Opaque; null at the end. */
  scene: string | null
  moment: Moment
  /** The check that it belongs to, or the option that it follows. */
  of?: string
  /** Asked only where the scenario ends so. */
  outcome?: Outcome
  given: Guard
  asks: Guard
  visit?(known: PlayFacts): void
}

/** True once something was sent in a decision. No authored id contains a full stop. */
const sentFact = (decision: string): string => `sent.${decision}`
const ALWAYS: Guard = { all: [] }
const both = (...guards: (Guard | undefined)[]): Guard => ({ all: guards.filter((g) => g !== undefined) })

export interface QuestionSet extends KeyedPlay {
  questions: Question[]
}

export function questionsOf(scenario: Scenario, variant: Variant, ids: Ids): QuestionSet {
  const resolved = variantOf(scenario, variant)
  const context: Context = { ids, watched: watchedIn(scenario, { claims: true }) }
  const asker = new Asker(context)
  asker.scenes(resolved)
  asker.end(resolved)
  const { play, key } = split(scenario, resolved, ids, context.watched)
  return { play: withSent(play, asker.quoted), key, questions: asker.questions }
}

function withSent(play: Play, quoted: ReadonlySet<string>): Play {
  if (quoted.size === 0) return play
  const scenes = Object.entries(play.scenes).map(([id, scene]) => [
    id,
    {
      ...scene,
      decisions: scene.decisions.map((d) =>
        quoted.has(d.id) ? { ...d, options: d.options.map((o) => ({ ...o, sets: { ...o.sets, [sentFact(d.id)]: true } })) } : d,
      ),
    },
  ])
  return { ...play, scenes: Object.fromEntries(scenes) as Play['scenes'] }
}

type QuestionPlace = Pick<Question, 'scene' | 'moment' | 'of' | 'outcome'>
type Prose = NonNullable<ResolvedScenario['scenes'][string]['lead']>

class Asker {
  readonly questions: Question[] = []
  readonly quoted = new Set<string>()
  constructor(private readonly context: Context) {}

  scenes({ scenes }: ResolvedScenario): void {
    const { ids } = this.context
    for (const [id, { lead, show, checks, report, decisions }] of Object.entries(scenes)) {
      const path: Path = ['scenes', id]
      const scene = ids('scene', id)
      this.prose(lead, [...path, 'lead'], { scene, moment: 'entered' })
      this.parts(show, [...path, 'show'], { scene, moment: 'here' }, ALWAYS)
      checks.forEach((check, i) => {
        this.prose(check.finding, [...path, 'checks', i, 'finding'], { scene, moment: 'found', of: ids('check', check.id) })
      })
      this.prose(report.reply, [...path, 'report', 'reply'], { scene, moment: 'reply' })
      decisions.forEach((decision, i) => {
        decision.options.forEach(({ id: option, when, on, consequence }, j) => {
          const own: Path = [...path, 'decisions', i, 'options', j]
          this.standing(
            show.find((a) => a.id === on)?.when,
            [...own, 'on'],
            { scene, moment: 'here' },
            both(this.guard(decision.when), this.guard(when)),
          )
          const of = ids('option', `${decision.id}.${option}`)
          this.prose(consequence, [...own, 'consequence'], { scene, moment: 'after', of })
        })
      })
    }
  }

  end({ endings, verdict }: ResolvedScenario): void {
    const where: QuestionPlace = { scene: null, moment: 'end' }
    for (const outcome of OUTCOMES) this.prose(endings[outcome]?.text, ['endings', outcome, 'text'], { ...where, outcome })
    this.prose(verdict.text, ['verdict', 'text'], where)
  }

  private readonly guard = (guard: AuthoredGuard | undefined): Guard | undefined => guard && guardIn(this.context, guard)

  /** What an act stands on is shown wherever the act is offered. */
  private standing(shown: AuthoredGuard | undefined, path: Path, where: QuestionPlace, given: Guard): void {
    if (shown) this.questions.push({ kind: 'on', path, ...where, given, asks: guardIn(this.context, shown) })
  }

  private prose(prose: Prose | undefined, path: Path, where: QuestionPlace, given: Guard = ALWAYS): void {
    if (typeof prose === 'string' || !prose) return
    for (const [i, { when, claims, said }] of prose.entries()) {
      const own = when && guardIn(this.context, when)
      const shown = both(given, own)
      const ask = (kind: Question['kind'], asks: Guard, field: string, at: Guard) =>
        this.questions.push({ kind, path: [...path, i, field], ...where, given: at, asks })
      if (own) ask('guard', own, 'when', given)
      if (claims) ask('claim', guardIn(this.context, claims), 'claims', shown)
      if (said) {
        const decision = this.context.ids('decision', said)
        this.quoted.add(decision)
        ask('said', { fact: sentFact(decision) }, 'said', shown)
      }
    }
  }

  private parts(node: unknown, path: Path, where: QuestionPlace, given: Guard): void {
    if (!node || typeof node !== 'object') return
    let inside = given
    const { when } = node as { when?: AuthoredGuard | string }
    if (when && typeof when === 'object') {
      const own = guardIn(this.context, when)
      this.questions.push({ kind: 'guard', path: [...path, 'when'], ...where, given, asks: own })
      inside = both(given, own)
    }
    for (const [name, value] of Object.entries(node))
      if (name !== 'when' || Array.isArray(node)) this.parts(value, [...path, Array.isArray(node) ? Number(name) : name], where, inside)
  }
}

export const asksReporting = (play: Play, reads: ReadonlySet<string>): boolean =>
  reads.has(REPORTED) || reads.has(REPORTED_TWICE) || Object.keys(play.reported).some((fact) => reads.has(fact))
