import { formHandler } from '@/server/nextjs/form-handler'
import { z } from 'zod'
import { audit } from '@/server/accounts/audit'
import { cohortsOf } from '@/server/records/records'
import { BUILDERS } from '@/server/courses/owners'
import { remindable } from '@/server/reminders/recipients'
import { askToRemind, remindCohort } from '@/server/reminders/reminders'
import { hasMail } from '@/server/platform/mail'
import { seeOther } from '@/server/nextjs/responses'
import { ownCourse } from '../../../owned-course'

const Form = z.object({ cohort: z.string().min(1).max(40) })

export const POST = formHandler(
  '/[locale]/manage/courses/[course]/records/remind',
  { roles: BUILDERS, schema: Form },
  async ({ locale, params: { course }, person, form }) => {
    await ownCourse(locale, person, course)
    const here = `/${locale}/manage/courses/${course}/records`
    if (!form.success || !(await cohortsOf(course)).has(form.data.cohort)) return seeOther(`${here}?note=noCohort`)
    const { cohort } = form.data
    if (!hasMail()) return seeOther(`${here}?${new URLSearchParams({ cohort, note: 'noMail' })}`)
    const people = await remindable(course, cohort)
    await askToRemind(cohort)
    await audit({ actor: person.id, action: 'reminders.sent', thing: cohort, detail: { people } })
    // If this process ends first, or the mail server is down, the next run of the job continues.
    remindCohort(course, cohort).catch((error: unknown) =>
      console.error(`Reminders to a cohort: ${error instanceof Error ? error.message : String(error)}`),
    )
    return seeOther(`${here}?${new URLSearchParams({ cohort, sent: String(people) })}`)
  },
)
