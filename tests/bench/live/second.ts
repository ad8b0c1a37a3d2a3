import { setTimeout as pause } from 'node:timers/promises'
import { Phone } from '../../support/phone'
import { startServer } from '../../support/server'
import { median, quantile } from '../table'
import { takeCourse } from './course'
import { allAt } from './crowd'

/** On each of the two. */
const PHONES = 25
const COMMANDS = 40

/** @returns the wait of phones on the other server minus that of phones on the commanded one, in milliseconds */
export async function measureSecond(databaseUrl: string): Promise<number> {
  const servers = await Promise.all([1, 2].map(() => startServer({ databaseUrl })))
  const course = await takeCourse(servers[0]!, COMMANDS + 1)
  const phones = servers.map(({ port }) => Array.from({ length: PHONES }, () => new Phone({ port: () => port, session: course.session })))
  try {
    await Promise.all(
      phones.flat().map(async (phone) => {
        await phone.join()
        await phone.watch()
      }),
    )
    await course.give({ type: 'start' })
    const added: number[] = []
    for (let n = 0; n < COMMANDS; n++) {
      await course.give({ type: n % 2 === 0 ? 'vote' : 'undo' })
      await allAt(phones.flat(), course.version())
      const [near, far] = phones.map((of) =>
        quantile(
          of.map((p) => p.sawAt),
          0.5,
        ),
      )
      added.push(far! - near!)
      await pause(100)
    }
    return median(added)
  } finally {
    for (const phone of phones.flat()) phone.close()
    course.close()
    await Promise.all(servers.map((s) => s.stop()))
  }
}
