import type { ScoredAttempt } from './moment'

export interface ToolUse {
  /** Sentences that were ever flagged, even if the flag was taken back. */
  flags: number
  checks: number
  /** Scenario minutes that the checks took. */
  minutes: number
  reports: number
  ratings: number
  replies: number
  nothing: number
}

export function triedTools({ key, play, steps, score: { submissions } }: ScoredAttempt): ToolUse {
  const events = steps.map(({ event }) => event)
  const acts = submissions.map(({ decisions }) => ({ sent: decisions.length > 1, act: decisions.at(-1)! }))
  const checked = new Set(events.flatMap((e) => (e.type === 'check' ? [e.check] : [])))
  const checks = Object.values(play.scenes).flatMap((scene) => scene.checks.filter(({ id }) => checked.has(id)))
  return {
    flags: new Set(events.flatMap((e) => (e.type === 'flag' ? [e.segment] : []))).size,
    checks: checks.length,
    minutes: checks.reduce((sum, check) => sum + check.minutes, 0),
    reports: events.filter((e) => e.type === 'report').length,
    ratings: events.filter((e) => e.type === 'decide' && e.rating !== undefined).length,
    replies: acts.filter(({ sent }) => sent).length,
    nothing: acts.filter(({ act: { decision, option } }) => key.options[decision]![option]!.move === 'ignore').length,
  }
}
