import { expect, test } from 'vitest'
import { exampleCourse, published } from '@/tests/support/courses'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { database } from '../database'
import { countMail } from './mail-days'

const NOON = Date.UTC(2026, 10, 27, 12)

onEitherDatabase((fresh) => {
  holdStore(fresh)
  test('mails are counted by course, day and kind, and by nothing that leads to a person [p:counts]', async () => {
    const [one, two] = [await published(exampleCourse), await published(exampleCourse)]
    await countMail([one.id, two.id, one.id], 'reminder', NOON)
    await countMail([one.id], 'reminder', NOON + 3600_000)
    await countMail([one.id], 'enrolment', NOON + 24 * 3600_000)
    await countMail([two.id], 'invitation', NOON)
    const rows = await database().selectFrom('mail_day').selectAll().orderBy('day').orderBy('kind').orderBy('sent', 'desc').execute()
    expect(rows).toEqual([
      { course_id: two.id, day: '2026-11-27', kind: 'invitation', sent: 1 },
      { course_id: one.id, day: '2026-11-27', kind: 'reminder', sent: 2 },
      { course_id: two.id, day: '2026-11-27', kind: 'reminder', sent: 1 },
      { course_id: one.id, day: '2026-11-28', kind: 'enrolment', sent: 1 },
    ])
  })
})
