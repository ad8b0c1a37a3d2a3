import type { State } from './state'

export const ACTS = ['resend', 'remind', 'extend', 'move', 'exempt', 'require', 'end'] as const
export type Act = (typeof ACTS)[number]

const ENROLLED = ['not-started', 'in-progress', 'complete', 'expiring', 'expired', 'failed', 'exempt'] as const satisfies readonly State[]

interface Rules {
  states: readonly State[]
  invited: readonly State[]
  asks: 'due' | 'cohort' | 'reason' | null
  undo: boolean
  mails: boolean
  /** Whether owners may do it to their own record, and undo it there; not if they would gain from it. */
  own: boolean
  ownUndo: boolean
}
export const RULES = {
  resend: { states: [], invited: ['invited'], asks: null, undo: false, mails: true, own: true, ownUndo: true },
  remind: {
    states: ['not-started', 'in-progress', 'expiring', 'expired'],
    invited: [],
    asks: null,
    undo: false,
    mails: true,
    own: true,
    ownUndo: true,
  },
  extend: {
    states: ['not-started', 'in-progress'],
    invited: ['invited'],
    asks: 'due',
    undo: true,
    mails: false,
    own: false,
    ownUndo: false,
  },
  move: { states: ENROLLED, invited: ['invited'], asks: 'cohort', undo: true, mails: false, own: false, ownUndo: false },
  exempt: {
    states: ['not-started', 'in-progress', 'failed', 'expiring', 'expired'],
    invited: ['invited'],
    asks: 'reason',
    undo: true,
    mails: false,
    own: false,
    ownUndo: true,
  },
  require: { states: ['exempt'], invited: ['exempt'], asks: null, undo: true, mails: false, own: true, ownUndo: false },
  end: { states: ENROLLED, invited: ['invited', 'exempt'], asks: null, undo: true, mails: false, own: false, ownUndo: true },
} as const satisfies Record<Act, Rules>

/** @param enrolment null for an invitation */
export const appliesTo = (act: Act, { state, coded, enrolment }: { state: State; coded: boolean; enrolment: string | null }): boolean =>
  !coded && (RULES[act][enrolment === null ? 'invited' : 'states'] as readonly State[]).includes(state)

/** Milliseconds in which an act can be undone. */
const UNDO = 24 * 3600_000
export const undoable = (act: Act, at: number, undoneAt: number | null, now: number): boolean =>
  RULES[act].undo && undoneAt === null && at >= now - UNDO

export interface LineFacts {
  cohort: string
  due: number | null
  exempt: number | null
  ended: number | null
}
export type Change =
  | { act: 'extend'; due: number }
  | { act: 'move'; cohort: string }
  | { act: 'exempt'; reason: string }
  | { act: 'require' | 'end' }
