import type { Model } from './model'
import type { Difference } from './recount'

const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7)

/** `months.csv` of one course by name, from every attempt that the model knows. */
export function compareMonths(model: Model, course: string, lines: readonly Record<string, string>[]): Difference[] {
  const found: Difference[] = []
  const wrong = (said: string) => void found.push({ steps: 1000, what: `months.csv of “${model.title(course)}”: ${said}` })
  const [done, failed, least, most] = Array.from({ length: 4 }, () => new Map<string, number>()) as [Counts, Counts, Counts, Counts]
  const add = (counts: Counts, at: number) => void counts.set(monthOf(at), (counts.get(monthOf(at)) ?? 0) + 1)
  for (const being of model.everybody)
    for (const [i, taking] of (being.takings.get(course) ?? []).entries()) {
      const { completedAt, renewAt, passed } = taking
      if (!taking.enrolled || completedAt === null) continue
      add(passed ? done : failed, completedAt)
      const again = being.takings.get(course)![i + 1]
      if (renewAt === null || renewAt > model.now || (again && again.namedAt <= renewAt)) continue
      // The model does not know whether somebody left, or was exempt, before or after that day.
      add(most, renewAt)
      if (taking.ended === 'no' && !taking.exempt) add(least, renewAt)
    }
  const rows = new Map(lines.map((line) => [line.Month!, line]))
  for (const month of new Set([...rows.keys(), ...done.keys(), ...failed.keys(), ...most.keys()])) {
    const shown = (column: string) => Number(rows.get(month)?.[column] ?? 0)
    const [completed, renewed] = [shown('Completed'), shown('Renewal fell due')]
    if (completed !== (done.get(month) ?? 0)) wrong(`${completed} completed in ${month}, ought to be ${done.get(month) ?? 0}`)
    if (shown('Failed') !== (failed.get(month) ?? 0)) wrong(`${shown('Failed')} failed in ${month}, ought to be ${failed.get(month) ?? 0}`)
    // The course with mastery is the one that shares results.
    if (!model.courses.get(course)!.rules.mastery && rows.get(month)?.Failed) wrong(`says that people failed in ${month}`)
    const [from, to] = [least.get(month) ?? 0, most.get(month) ?? 0]
    if (renewed < from || renewed > to) wrong(`${renewed} renewals in ${month}, ought to be ${from} to ${to}`)
  }
  const left = lines.reduce((sum, line) => sum + Number(line.Left), 0)
  const gone = model.everybody.filter((being) => !being.erased && model.standsAt(being, course) === 'left').length
  if (left !== gone) wrong(`${left} left in all, ought to be ${gone}`)
  return found
}
type Counts = Map<string, number>
