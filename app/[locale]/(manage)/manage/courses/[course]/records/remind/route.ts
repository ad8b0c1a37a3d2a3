import { z } from 'zod'
import { audit } from '@/server/accounts/audit'
import { permittedToWrite } from '@/server/next/current-person'
import { cohortsOf } from '@/server/courses/records'
import { remindCohort, remindable } from '@/server/courses/reminders'
import { hasMail } from '@/server/platform/mail'
import { refused, seeOther } from '@/server/next/responses'

const Form = z.object({ cohort: z.string().min(1).max(40) })

/** Reminds a cohort at once. The answer does not wait for the mail server. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/manage/courses/[course]/records/remind'>) {
  const no = await refused(request)
  if (no) return no
  const { locale, course } = await params
  const by = await permittedToWrite(locale, 'owner')
  if (by.no) return by.no
  const here = `/${locale}/manage/courses/${course}/records`
  const form = Form.safeParse(Object.fromEntries(await request.formData().catch(() => new FormData())))
  if (!form.success || !(await cohortsOf(course)).has(form.data.cohort)) return seeOther(`${here}?note=noCohort`)
  const { cohort } = form.data
  if (!hasMail()) return seeOther(`${here}?${new URLSearchParams({ cohort, note: 'noMail' })}`)
  const people = new Set((await remindable(cohort)).map((r) => r.learner_id)).size
  await audit({ actor: by.person.id, action: 'reminders.sent', thing: cohort, detail: { people } })
  remindCohort(cohort).catch((error: unknown) =>
    console.error(`Reminders to a cohort: ${error instanceof Error ? error.message : String(error)}`),
  )
  return seeOther(`${here}?${new URLSearchParams({ cohort, sent: String(people) })}`)
}
