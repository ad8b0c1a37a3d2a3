/** The part of apart.ts that runs in a process of its own. */
import { type Course, CourseSchema } from '@/scenarios/engine/course/course'
import { releaseCourse } from '@/server/courses/figure-release'
import { shippedCourses } from '@/server/courses/shipped'
import { store } from '@/server/database'
import { published } from './courses'
import { courseOfMany, manyLearners } from './many-learners'

export { somebody } from './people'

export const publish = (dataDir: string, shipped: string, rules: Partial<Course>) =>
  within(dataDir, () => {
    const { course } = shippedCourses('en').find((s) => s.name === shipped)!
    return published(CourseSchema.parse({ ...course, ...rules }))
  })

export const many = (dataDir: string, patterns: number, cohorts: number[], rules: Partial<Course>) =>
  within(dataDir, async () => {
    const made = await manyLearners(store(), { course: courseOfMany(patterns, rules), cohorts, dueAt: Date.UTC(2026, 2, 20) })
    await releaseCourse(made.course)
    return made
  })

/** Runs server code on the database that the settings name. */
async function within<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  process.env.DATA_DIR = dataDir
  try {
    return await work()
  } finally {
    await store().db.destroy()
  }
}
