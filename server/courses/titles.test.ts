import { expect, test } from 'vitest'
import { addAccount } from '@/tests/support/accounts'
import { exampleCourse, published } from '@/tests/support/courses'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { database } from '../database'
import { thingsNamed } from '../reports/audited-things'
import { listCourses } from './courses'
import { giveCourse } from './owners'
import { distinctTitles } from './titles'

onEitherDatabase((fresh) => {
  holdStore(fresh)
  test('courses with the same title also show their owners and when they were made; others do not', async () => {
    const draft = { ...exampleCourse, people: 'names' as const }
    const [one, two, other] = [await published(draft), await published(draft), await published({ ...draft, title: 'Another' })]
    await giveCourse(two.id, await addAccount('bo', { name: 'Bo Lindqvist' }))
    await database()
      .updateTable('course')
      .set({ created_at: Date.UTC(2026, 10, 27, 5, 53) })
      .execute()
    const titles = await distinctTitles(await listCourses(), 'en')
    expect(titles.get(one.id)).toMatch(/^Starting here \(27 Nov 2026, 05:53\)$/)
    expect(titles.get(two.id)).toMatch(/^Starting here \(Bo Lindqvist, 27 Nov 2026, 05:53\)$/)
    expect(titles.get(other.id)).toBe('Another')
    const named = await thingsNamed([two.id, two.cohort], 'en')
    expect(named.get(two.id)!.name).toBe(titles.get(two.id))
    expect(named.get(two.cohort)!.name).toContain('Bo Lindqvist')
  })
})
