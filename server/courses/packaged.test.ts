import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import type { StoredCourse } from '@/lms/course/content'
import { courseOf, published } from '@/tests/support/courses'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { makeCoursePackage } from '../packages/make'
import { keepImage } from './images'
import { archiveCourse, createCourse, publishCourse, readCourse, saveDraft } from './courses'
import { packagedVersion } from './packaged'

const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

onEitherDatabase((fresh) => {
  holdStore(fresh)

  test('a published course becomes a package with the pictures that its texts name, and with no draft', async () => {
    const { id } = await published(courseOf(['T01', 'P01'], { title: 'Our Gate & Yard' }))
    const kept = await keepImage(id, new File([PICTURE], 'gate.png'), 'A gate')
    if ('problem' in kept) throw new Error(kept.problem)
    const course = courseOf(['T01', 'P01'], { title: 'Our Gate & Yard' })
    const page = { id: 'gate', kind: 'page' as const, title: 'The gate', minutes: 1, body: `Here it is.\n\n![A gate](image:${kept.id})` }
    await saveDraft(id, { ...course, items: [page, ...course.items] }, (await readCourse(id))!.updatedAt)
    expect((await packagedVersion(id))!.pictures, 'what is a draft').toEqual([])
    await publishCourse(id)

    const packaged = (await packagedVersion(id))!
    expect(packaged).toMatchObject({ file: 'our-gate-yard', pictures: [{ id: kept.id, type: 'image/png' }] })
    expect(packaged.id).toMatch(/^course-[A-Za-z0-9-]+$/)
    const made = await makeCoursePackage({ ...packaged, kind: 'standalone', locale: 'en', report: 'completion', contacts: [] })
    expect(made.name).toBe('second-look-our-gate-yard-standalone.zip')
    const files = unzipSync(made.bytes)
    expect(Buffer.from(files[`pictures/${kept.id}.png`]!).equals(PICTURE)).toBe(true)
    const html = new TextDecoder().decode(files['index.html'])
    const content = JSON.parse(/id="content">(.*?)<\/script>/s.exec(html)![1]!) as StoredCourse
    expect(content).toMatchObject({ report: 'completion', pictures: { [kept.id]: `pictures/${kept.id}.png` } })
    expect(content.items.map((item) => item.title)).toContain('The gate')
    expect(Object.keys(content.scenarios)).toEqual(['T01', 'P01'])
  })

  test('what is not published, archived or unknown becomes none', async () => {
    const archived = await published(courseOf(['P01']))
    await archiveCourse(archived.id, true)
    for (const id of [await createCourse(courseOf(['P01']), 'Everybody'), archived.id, 'none']) expect(await packagedVersion(id)).toBeNull()
  })

  test('more scenarios than SCORM 1.2 can keep the place in are refused for it, and taken by the other kinds', async () => {
    const course = courseOf(Array.from({ length: 24 }, () => 'P01'))
    const asked = { id: 'long', course, pictures: [], locale: 'en', report: 'completion' as const, contacts: [] }
    await expect(makeCoursePackage({ ...asked, kind: 'scorm12' })).rejects.toThrow(/SCORM 1.2 cannot keep the place/)
    expect((await makeCoursePackage({ ...asked, kind: 'standalone' })).name).toBe('second-look-long-standalone.zip')
  })
})
