/**
 * Publishes a course in the database that the settings name, for browser tests, whose own process cannot load the server:
 * `node --conditions=react-server --import tsx tests/support/seed-course.ts '{"shipped":"essentials"}'`
 * Prints the course, its cohort and its link as JSON.
 */
import { CourseSchema } from '@/scenarios/engine/course'
import { shippedCourses } from '@/server/courses/shipped'
import { store } from '@/server/database'
import { published } from './courses'

const { shipped, ...rules } = JSON.parse(process.argv[2]!) as { shipped: string }
const { course } = shippedCourses().find((s) => s.name === shipped)!
console.log(JSON.stringify(await published(CourseSchema.parse({ ...course, ...rules }))))
await store().db.destroy()
