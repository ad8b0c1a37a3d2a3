/** A condition on a state: its facts and checks. `compile` translates an author's guard into this. */
export type Guard = { fact: string } | { check: string } | { all: Guard[] } | { any: Guard[] } | { not: Guard }

/** As authors write it. `reportedSince` holds once the learner reported after the fact was last set, `reports` once they did so twice. */
export type AuthoredGuard =
  | { fact: string }
  | { check: string }
  | { reportedSince: string }
  | { reports: 2 }
  | { all: AuthoredGuard[] }
  | { any: AuthoredGuard[] }
  | { not: AuthoredGuard }

export const REPORTED = 'reported'
export const REPORTED_TWICE = 'reported-twice'
/** True in the reply to a report made after the act of the moment. */
export const ACTED = 'acted'
export const RESERVED_FACTS: readonly string[] = [REPORTED, REPORTED_TWICE, ACTED]

/** The fact behind `reportedSince`, the only one that is ever cleared. No authored id contains a full stop. */
export const reportedSinceFact = (fact: string): string => `reported-since.${fact}`

export function atoms(guard: AuthoredGuard): Exclude<AuthoredGuard, { all: unknown } | { any: unknown } | { not: unknown }>[] {
  if ('all' in guard) return guard.all.flatMap(atoms)
  if ('any' in guard) return guard.any.flatMap(atoms)
  return 'not' in guard ? atoms(guard.not) : [guard]
}
