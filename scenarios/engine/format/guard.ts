/** A condition on a state: its facts and checks. `compile` translates an author's guard into this. */
export type Guard = { fact: string } | { check: string } | { all: Guard[] } | { any: Guard[] } | { not: Guard }

/** As authors write it. `ever` holds once a fact has been true, `reportedSince` once the learner reported after it was last set. */
export type AuthoredGuard =
  | { fact: string }
  | { check: string }
  | { ever: string }
  | { reportedSince: string }
  | { all: AuthoredGuard[] }
  | { any: AuthoredGuard[] }
  | { not: AuthoredGuard }

export const REPORTED = 'reported'
/** True in the reply to a report made after the act of the moment. */
export const ACTED = 'acted'
export const RESERVED_FACTS: readonly string[] = [REPORTED, ACTED]

/** The facts behind `ever` and `reportedSince`. No authored id contains a full stop. */
export const everFact = (fact: string): string => (fact === REPORTED ? REPORTED : `ever.${fact}`)
export const reportedSinceFact = (fact: string): string => `reported-since.${fact}`

export function atoms(guard: AuthoredGuard): Exclude<AuthoredGuard, { all: unknown } | { any: unknown } | { not: unknown }>[] {
  if ('all' in guard) return guard.all.flatMap(atoms)
  if ('any' in guard) return guard.any.flatMap(atoms)
  return 'not' in guard ? atoms(guard.not) : [guard]
}
