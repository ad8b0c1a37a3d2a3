import { audit } from '@/server/accounts/audit'
import { PackageError } from '@/lms/package/package-error'
import { packagedVersion } from '@/server/courses/packaged'
import { owns } from '@/server/courses/owners'
import { clearFlash, setFlash } from '@/server/nextjs/flash'
import { formHandler } from '@/server/nextjs/form-handler'
import { fileResponse, seeOther } from '@/server/nextjs/responses'
import { SECTIONS } from '@/server/nextjs/sections'
import type { Person } from '@/server/accounts/people'
import { contacts } from '@/server/organisation/organisation'
import { type CoursePackageRequest, type PackageFile, makeCoursePackage, makePackage } from '@/server/packages/make'
import { PackageForm, COURSE, type PackageRefusal } from '../package-form'

/** Anyone who opens the file can read what scores, so the audit log says who took it. */
export const POST = formHandler(
  '/[locale]/manage/scenarios/packages/make',
  { roles: SECTIONS.scenarios, schema: PackageForm },
  async ({ locale, form, fields, person }) => {
    const refused = async (why: PackageRefusal) => {
      const { scenario = '', kind = '', variant = '', report = '', language = '' } = fields
      await setFlash('package', { scenario, kind, variant, report, language })
      return seeOther(`/${locale}/manage/scenarios/packages?why=${why}`)
    }
    if (!form.success) return refused('gone')
    const { scenario, variant, language = locale, ...asked } = form.data
    const known = (await contacts()).map(({ name, place, phone, email }) => ({ name, place, ways: [phone, email].filter(Boolean) }))
    const shared = { ...asked, locale: language, contacts: known }
    const made = await (scenario.startsWith(COURSE)
      ? courseOf(scenario.slice(COURSE.length), person, shared)
      : makePackage({ ...shared, scenario, variant: variant === 'either' ? null : variant })
    ).catch((error: unknown) => {
      if (error instanceof PackageError) return error
      throw error
    })
    if (made === null || made instanceof PackageError) return refused(made?.why ?? 'gone')
    await clearFlash()
    await audit({ actor: person.id, action: 'package.made', detail: { package: made.name } })
    return fileResponse(made.bytes as BodyInit, 'application/zip', made.name)
  },
)

type PackageSettings = Pick<CoursePackageRequest, 'kind' | 'locale' | 'report' | 'contacts'>
/** Of a course that this person owns. @throws PackageError if the course shares no scores: then no platform may get them either */
async function courseOf(id: string, person: Person, shared: PackageSettings): Promise<PackageFile | null> {
  const packaged = (await owns(person, id)) ? await packagedVersion(id) : null
  if (!packaged) return null
  if (shared.report === 'pass' && packaged.course.shares !== 'results')
    throw new PackageError('report', 'the course shares completion alone')
  return makeCoursePackage({ ...shared, ...packaged })
}
