import { z } from 'zod'
import { ACTS, type Act, appliesTo } from '@/scenarios/engine/course/acts'
import { RecordFilter, type RecordRow, WHICH } from '@/scenarios/engine/course/records'
import { type LineSelection, selectedLines } from '@/server/records/bulk-acts'
import { barredFrom, isOwn } from '@/server/records/own-record'
import { remindableNow } from '@/server/reminders/reminders'
import { hashToken } from '@/server/platform/tokens'

/** A page of the table holds no more lines to tick. */
const MOST = 200
const SelectionQuery = z.object({
  act: z.enum(ACTS).catch('remind'),
  which: z.enum(['ticked', 'all']).catch('ticked'),
  line: z.preprocess((lines) => (typeof lines === 'string' ? [lines] : lines), z.array(z.string().max(80)).max(MOST)).catch([]),
})
export interface Selection {
  act: Act
  which: 'ticked' | 'all'
  line: string[]
  filter: RecordFilter
}
export function readSelection(asked: Record<string, unknown>): Selection {
  return { ...SelectionQuery.parse(asked), filter: RecordFilter.parse(asked) }
}

export const fieldsOf = ({ act, which, line, filter }: Selection): [string, string][] => [
  ['act', act],
  ['which', which],
  ...line.map((key): [string, string] => ['line', key]),
  ...WHICH.flatMap((name): [string, string][] => (filter[name] ? [[name, filter[name]]] : [])),
]

export interface SelectedLines {
  /** The lines to which the act applies. */
  fitting: RecordRow[]
  /** Those to whom it would apply, but who heard about the course lately. */
  resting: RecordRow[]
  /** Whether the act would apply to the asker's own line, but they may not do it to themselves. */
  own: boolean
  others: number
  /** Changes when the fitting lines do, or the state of one of them. */
  mark: string
}
export async function find(course: string, { act, which, line, filter }: Selection, by: string): Promise<SelectedLines> {
  const selected: LineSelection = which === 'all' ? { filter } : { lines: line }
  const lines = await selectedLines(course, selected)
  const applying = lines.filter((one) => appliesTo(act, one))
  const resting = act === 'remind' ? await restingOf(applying) : []
  const barred = await barredFrom(by, act)
  const fitting = applying.filter((one) => !resting.includes(one) && !isOwn(barred, one))
  const mark = hashToken(fitting.map(({ key, state, dueAt, cohort }) => `${key} ${state} ${dueAt} ${cohort}`).join('\n'))
  return { fitting, resting, own: applying.some((one) => isOwn(barred, one)), others: lines.length - applying.length, mark }
}

async function restingOf(lines: readonly RecordRow[]): Promise<RecordRow[]> {
  const open = await remindableNow(lines.flatMap(({ enrolment }) => enrolment ?? []))
  const reached = new Set(open.map(({ id }) => id))
  return lines.filter(({ enrolment }) => enrolment === null || !reached.has(enrolment))
}
