/** Courses for browser tests. */
import { execFileSync } from 'node:child_process'
import type { Course } from '@/scenarios/engine/course'
import type { Published } from './courses'

/** Publishes one of the shipped courses, with rules of its own, in the embedded database of a server. */
export function seedCourse(shipped: 'essentials' | 'onboarding', rules: Partial<Course> = {}, dataDir = process.env.BROWSER_TEST_DATA!): Published {
  const output = execFileSync(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'tests/support/seed-course.ts', JSON.stringify({ ...rules, shipped })], {
    env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '' }, encoding: 'utf8',
  })
  return JSON.parse(output) as Published
}
