import { readFileSync } from 'node:fs'
import { parseCourse } from '@/scenarios/courses/format'
import type { Course } from '@/scenarios/engine/course/course'

export function shippedCourse(name: string): Course {
  const parsed = parseCourse(readFileSync(`scenarios/courses/${name}.yaml`))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.course
}
