import { z } from 'zod'
import { Id } from './text'

/** What a state is asked: facts and checks. `compile` writes an author's guard in these terms. */
export type Guard = { fact: string } | { check: string } | { all: Guard[] } | { any: Guard[] } | { not: Guard }

/** As written: `ever` holds once a fact has been true, `toldSince` once somebody was told after it was last set. */
export type AuthoredGuard =
  | { fact: string }
  | { check: string }
  | { ever: string }
  | { toldSince: string }
  | { all: AuthoredGuard[] }
  | { any: AuthoredGuard[] }
  | { not: AuthoredGuard }

export const AuthoredGuard: z.ZodType<AuthoredGuard> = z.lazy(() =>
  z.union(
    [
      z.strictObject({ fact: Id }).describe('holds while the fact is true'),
      z.strictObject({ check: Id }).describe('holds once the check was made'),
      z.strictObject({ ever: Id }).describe('holds once the fact has been true, even if it was cleared since'),
      z.strictObject({ toldSince: Id }).describe('holds if somebody was told after the fact was last set'),
      z.strictObject({ all: z.array(AuthoredGuard).min(1) }),
      z.strictObject({ any: z.array(AuthoredGuard).min(1) }),
      z.strictObject({ not: AuthoredGuard }),
    ],
    'a guard is one of fact, check, ever, toldSince, all, any, not',
  ),
)

/** True from the first time the learner tells somebody. */
export const TOLD = 'told'
/** True in a reply to telling after the act of the moment. */
export const ACTED = 'acted'
export const RESERVED_FACTS: readonly string[] = [TOLD, ACTED]

/** The facts by which `ever` and `toldSince` are kept. No authored id contains a full stop. */
export const everFact = (fact: string): string => (fact === TOLD ? TOLD : `ever.${fact}`)
export const toldSinceFact = (fact: string): string => `told-since.${fact}`

/** Every guard within a guard that asks about one thing. */
export function atoms(guard: AuthoredGuard): Exclude<AuthoredGuard, { all: unknown } | { any: unknown } | { not: unknown }>[] {
  if ('all' in guard) return guard.all.flatMap(atoms)
  if ('any' in guard) return guard.any.flatMap(atoms)
  return 'not' in guard ? atoms(guard.not) : [guard]
}
