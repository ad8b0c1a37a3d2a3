import { audit } from '@/server/accounts/audit'
import { packagedVersion } from '@/server/courses/packaged'
import { owns } from '@/server/courses/owners'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'
import { SECTIONS } from '@/server/nextjs/sections'
import { contacts } from '@/server/organisation/organisation'
import { type Made, makeCoursePackage, makePackage } from '@/server/packages/make'
import { Asked, COURSE } from '../asked'

/** Hands a package out. Whoever opens the file can read what scores, so the audit log says who took it. */
export const POST = formHandler(
  '/[locale]/manage/scenarios/packages/make',
  { roles: SECTIONS.scenarios, schema: Asked },
  async ({ locale, form, person }) => {
    const refused = () => seeOther(`/${locale}/manage/scenarios/packages?note=refused`)
    if (!form.success) return refused()
    const { pattern, nature, language = locale, ...asked } = form.data
    const known = (await contacts()).map(({ name, place, phone, email }) => ({ name, place, ways: [phone, email].filter(Boolean) }))
    const shared = { ...asked, locale: language, contacts: known }
    const made = await (pattern.startsWith(COURSE)
      ? ofCourse(pattern.slice(COURSE.length))
      : makePackage({ ...shared, pattern, nature: nature === 'either' ? null : nature })
    ).catch((error: unknown) => {
      // A tutorial has one truth, and a course may name a scenario that the library has no longer.
      if (error instanceof RangeError) return null
      throw error
    })
    async function ofCourse(id: string): Promise<Made | null> {
      const packaged = (await owns(person, id)) ? await packagedVersion(id) : null
      if (!packaged) return null
      // What its owner has said is shared with nobody is told to no platform either.
      return makeCoursePackage({ ...shared, ...packaged, report: packaged.course.shares === 'results' ? shared.report : 'completion' })
    }
    if (!made) return refused()
    await audit({ actor: person.id, action: 'package.made', detail: { package: made.name } })
    return new Response(made.bytes as BodyInit, {
      headers: {
        'content-type': 'application/zip',
        'cache-control': 'no-store',
        'content-disposition': `attachment; filename="${made.name}"`,
      },
    })
  },
)
