import type { Store } from '@/server/database'

/** Repeats the figures of a course for as many cohorts and months as a large one has. */
export async function spread({ db }: Store, course: string, { cohorts, months }: { cohorts: number; months: number }): Promise<void> {
  const rows = await db.selectFrom('release').selectAll().where('course_id', '=', course).execute()
  const first = rows[0]!.block
  const own = rows.filter((row) => row.block === first && row.month !== '')
  for (let cohort = 0; cohort < cohorts; cohort++) {
    const copies = Array.from({ length: months }, (_, m) =>
      own.map((row) => ({ ...row, block: `more-${cohort}`, month: `2025-${String(m + 1).padStart(2, '0')}` })),
    ).flat()
    for (let from = 0; from < copies.length; from += 100)
      await db
        .insertInto('release')
        .values(copies.slice(from, from + 100))
        .onConflict((c) => c.doNothing())
        .execute()
  }
}
