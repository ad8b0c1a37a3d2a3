import { newItemId } from '@/scenarios/courses/edit'
import { printCourse } from '@/scenarios/courses/format'
import { audit } from '@/server/accounts/audit'
import { permittedToWrite } from '@/server/nextjs/current-person'
import { ownCourse } from '../../../owned-course'
import { BUILDERS } from '@/server/courses/owners'
import { fileResponse } from '@/server/nextjs/responses'

export async function GET(_: Request, { params }: RouteContext<'/[locale]/manage/courses/[course]/file/yaml'>) {
  const { locale, course: id } = await params
  const { person, no } = await permittedToWrite(locale, ...BUILDERS)
  if (!person) return no
  const course = await ownCourse(locale, person, id)
  await audit({ actor: person.id, action: 'course.exported', thing: id })
  return fileResponse(printCourse(course.draft), 'application/yaml; charset=utf-8', `${newItemId(course.draft.title, 'page', [])}.yaml`)
}
