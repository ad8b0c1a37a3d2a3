import 'server-only'
import { readFileSync } from 'node:fs'
import { parseCourse } from '@/scenarios/courses/format'
import type { Course } from '@/scenarios/engine/course/course'

/** The courses an owner may start from, the shortest first. */
export const SHIPPED = ['essentials', 'onboarding'] as const
export type ShippedName = (typeof SHIPPED)[number]

let held: { name: ShippedName; course: Course }[] | undefined

/** @throws if a file that we ship cannot be read; a test reads them all */
export const shippedCourses = (): { name: ShippedName; course: Course }[] =>
  (held ??= SHIPPED.map((name) => {
    const file = `scenarios/courses/${name}.yaml`
    const parsed = parseCourse(readFileSync(file))
    if (!parsed.ok) throw new Error(parsed.problems.map((p) => `${file}:${p.line}:${p.column} ${p.message}`).join('\n'))
    return { name, course: parsed.course }
  }))
