import 'server-only'
import { readFileSync } from 'node:fs'
import { parseCourse } from '@/scenarios/courses/parse'
import type { Course } from '@/scenarios/engine/course'

/** The courses an owner may begin with, the shortest first. */
export const SHIPPED = ['essentials', 'onboarding'] as const
export type ShippedName = (typeof SHIPPED)[number]

let held: { name: ShippedName; course: Course }[] | undefined

/** @throws where a file that we ship cannot be read; a test reads them all */
export const shippedCourses = (): { name: ShippedName; course: Course }[] => (held ??= SHIPPED.map((name) => {
  const file = `scenarios/courses/${name}.yaml`
  const parsed = parseCourse(readFileSync(file), file)
  if (!parsed.ok) throw new Error(parsed.findings.map((f) => `${f.file}:${f.line}:${f.column} ${f.message}`).join('\n'))
  return { name, course: parsed.value }
}))
