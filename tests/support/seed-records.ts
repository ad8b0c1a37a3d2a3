/**
 * Fills a course with people who have finished it, in the database that the settings name, for browser tests:
 * `node --conditions=react-server --import tsx tests/support/seed-records.ts '{"patterns":2,"cohorts":[40,9]}'`
 * Prints what was made as JSON.
 */
import type { Course } from '@/scenarios/engine/course'
import { store } from '@/server/database'
import { courseOf, seedCourse } from './course-seed'

const { patterns, cohorts, rules } = JSON.parse(process.argv[2]!) as { patterns: number; cohorts: number[]; rules?: Partial<Course> }
console.log(JSON.stringify(await seedCourse(store(), { course: courseOf(patterns, rules), cohorts, dueAt: Date.UTC(2026, 2, 20) })))
await store().db.destroy()
