import { type Course, CourseSchema } from '@/scenarios/engine/course/course'
import { publishCourseFigures } from '@/server/reports/figures'
import { shippedCourses } from '@/server/courses/shipped'
import { database, held, openStore, store } from '@/server/database'
import { awaitPlatform } from '@/server/lti/registration-links'
import type { MakerReply, MakerRequest } from './apart'
import { published } from './courses'
import { courseOfMany, manyLearners } from './many-learners'
import { somebody } from './people'

export { somebody }

export const publish = (dataDir: string, shipped: string, rules: Partial<Course>) =>
  within(dataDir, () => {
    const { course } = shippedCourses('en').find((s) => s.name === shipped)!
    return published(CourseSchema.parse({ ...course, ...rules }))
  })

export const many = (dataDir: string, scenarios: number, cohorts: number[], rules: Partial<Course>) =>
  within(dataDir, async () => {
    const made = await manyLearners(store(), { course: courseOfMany(scenarios, rules), cohorts, dueAt: Date.UTC(2026, 2, 20) })
    await publishCourseFigures(made.course)
    return made
  })

export const awaited = (dataDir: string, name: string, address: string) =>
  within(dataDir, async () => {
    const { id, token } = await awaitPlatform({ name, address: [address] })
    await database().updateTable('lti_platform').set({ reports: 'result' }).where('id', '=', id).execute()
    return token
  })

async function within<T>(directory: string, work: () => Promise<T>): Promise<T> {
  const opened = (held.store = openStore({ directory }))
  try {
    return await work()
  } finally {
    held.store = undefined
    await opened.db.destroy()
  }
}

const made = { somebody, publish, many, awaited } as Record<MakerRequest['what'], (...given: never[]) => Promise<unknown>>
process.on('message', async ({ what, given }: MakerRequest) => {
  const answered: MakerReply = await made[what](...(given as never[])).then(
    (result) => ({ result }),
    (error: Error) => ({ error: error.stack ?? String(error) }),
  )
  process.send!(answered)
})
