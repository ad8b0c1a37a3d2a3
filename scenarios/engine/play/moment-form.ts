/**
 * One form carries a moment: flags, checks, choices, the way on. Without script it is posted to the server, with script it is read in the
 * browser; both use this function.
 */
import { type Choices, type Rating, type PlayEvent, RATINGS, LOOKS, SURENESS } from './events'
import { type Decision, type Play, type PlayState, isAct, offered, sceneOf, shownSegments } from './play'

export const FIELD = {
  seq: 'seq',
  flagging: 'flagging',
  flag: 'flag',
  check: 'check',
  report: 'report',
  rating: 'rating',
  sure: 'sure',
  continue: 'continue',
  looks: 'looks',
  choice: (decision: string) => `choice:${decision}`,
} as const

export type FormResult =
  | { ok: true; events: PlayEvent[] }
  /** Something is still missing: the id of the decision, or the judgement. */
  | { ok: false; missing: string }

export interface Form extends Iterable<[string, unknown]> {
  get(name: string): unknown
  getAll(name: string): unknown[]
  has(name: string): boolean
}

export const ratingIn = (form: Form): Rating | undefined => RATINGS.find((rating) => String(rating) === form.get(FIELD.rating))

export const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined => values.find((v) => v === value)

/** The choices in a form, valid or not. */
export function choicesOf(form: Form): Choices {
  const prefix = FIELD.choice('')
  const choices: Choices = {}
  for (const [name, value] of form) if (name.startsWith(prefix) && typeof value === 'string') choices[name.slice(prefix.length)] = value
  return choices
}

export function readForm(form: Form, play: Play, state: PlayState): FormResult {
  if (state.phase === 'consequence') return { ok: true, events: [{ type: form.has(FIELD.report) ? 'report' : 'continue' }] }
  if (state.phase === 'judgement') {
    const looks = oneOf(LOOKS, form.get(FIELD.looks))
    const sure = oneOf(SURENESS, form.get(FIELD.sure))
    if (!looks) return { ok: false, missing: FIELD.looks }
    if (looks === 'unsure') return { ok: true, events: [{ type: 'judge', looks }] }
    return sure ? { ok: true, events: [{ type: 'judge', looks, sure }] } : { ok: false, missing: FIELD.sure }
  }
  const flags = form.get(FIELD.flagging) === '1' ? flagEvents(form, play, state) : []
  const check = form.get(FIELD.check)
  if (typeof check === 'string') return { ok: true, events: [...flags, { type: 'check', check }] }
  if (form.has(FIELD.report)) return { ok: true, events: [...flags, { type: 'report' }] }
  const choices = choicesOf(form)
  const decisions = offered(sceneOf(play, state), state)
  writeBack(decisions, choices)
  const missing = missingChoice(decisions, choices)
  if (missing) return { ok: false, missing }
  dropUnsent(decisions, choices)
  const rating = sceneOf(play, state).rating ? ratingIn(form) : undefined
  return { ok: true, events: [...flags, { type: 'decide', choices, ...(rating && { rating }) }] }
}

/** The form holds every flag of the scene: each difference from the journal becomes an event. */
function flagEvents(form: Form, play: Play, state: PlayState): PlayEvent[] {
  const wanted = new Set(form.getAll(FIELD.flag))
  return shownSegments(sceneOf(play, state), state).flatMap(({ id }): PlayEvent[] => {
    const stands = state.flags.includes(id)
    if (wanted.has(id) === stands) return []
    return [stands ? { type: 'unflag', segment: id } : { type: 'flag', segment: id }]
  })
}

/** Sentences without an act are a reply, if one act alone sends them. */
function writeBack(decisions: Decision[], choices: Choices): void {
  const act = decisions.find(isAct)!
  const [only, ...others] = act.options.filter((o) => o.sends)
  if (only && others.length === 0 && !choices[act.id] && decisions.some((d) => d !== act && choices[d.id])) choices[act.id] = only.id
}

function missingChoice(decisions: Decision[], choices: Choices): string | null {
  const act = decisions.find(isAct)!
  const chosen = chosenIn(act, choices)
  if (!chosen) return act.id
  return (chosen.sends && decisions.find((d) => d !== act && !choices[d.id])?.id) || null
}
const chosenIn = (act: Decision, choices: Choices) => act.options.find((o) => o.id === choices[act.id])

function dropUnsent(decisions: Decision[], choices: Choices): void {
  const act = decisions.find(isAct)!
  if (chosenIn(act, choices)?.sends) return
  for (const { id } of decisions) if (id !== act.id) delete choices[id]
}
