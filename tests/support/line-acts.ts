import type { Change } from '@/scenarios/engine/course/acts'
import type { RecordRow } from '@/scenarios/engine/course/records'
import { database } from '@/server/database'
import { change, isTarget, selectedLines } from '@/server/records/bulk-acts'
import { undoAct } from '@/server/records/undo'
import { addAccount } from './accounts'

/** An account of its own, because nobody may act on their own line. */
const somebody = () => addAccount('acting-owner')

/** @returns the act, by which it can be undone; null if nothing was done */
export async function actOn(course: string, handle: string, what: Change): Promise<string | null> {
  const lines = (await selectedLines(course, { lines: [`e-${handle}`] })).filter(isTarget)
  return (await change(course, lines, what, await somebody())).id
}
export const moveTo = async (course: string, handle: string, cohort: string): Promise<boolean> =>
  (await actOn(course, handle, { act: 'move', cohort })) !== null
export const undo = async (course: string, act: string, now?: number): Promise<boolean> =>
  ((await undoAct(course, act, await somebody(), now))?.done ?? 0) > 0

/** Ends an enrolment without the traces of an owner's act. */
export async function endEnrolment(id: string): Promise<void> {
  await database().updateTable('enrolment').set({ ended_at: Date.now() }).where('id', '=', id).where('ended_at', 'is', null).execute()
}

export async function actOnAll(course: string, lines: readonly RecordRow[], what: Change): Promise<number> {
  return (await change(course, lines.filter(isTarget), what, await somebody())).done
}
