import type { Change } from '@/scenarios/engine/course/acts'
import { z } from 'zod'
import { type RecordRow, WHICH, idIn } from '@/scenarios/engine/course/records'
import { mailAll } from '@/server/accounts/invitation-list'
import { audit } from '@/server/accounts/audit'
import { change } from '@/server/records/bulk-acts'
import { invitedInto } from '@/server/enrolment/open-cohorts'
import { endOfDay } from '@/server/enrolment/cohorts'
import { BUILDERS } from '@/server/courses/owners'
import { resend } from '@/server/enrolment/invitations'
import { saveFormDraft } from '@/server/accounts/form-drafts'
import { cohortsOf } from '@/server/records/records'
import { remindEnrolments } from '@/server/reminders/reminders'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'
import { logFault } from '@/server/platform/log'
import { hasMail } from '@/server/platform/mail'
import { ownCourse } from '../../../../owned-course'
import { addressOf } from '../../search'
import { type Selection, fieldsOf, find, readSelection } from '../selection'

export interface KeptAct {
  due: string
  to: string
  reason: string
  wrong: 'due' | 'cohort' | 'reason'
}
const Due = z.iso.date().transform((day) => endOfDay(day)!)
const Reason = z.string().trim().min(1).max(300)

/** Acts only if the selection is still as the owner saw it. */
export const POST = formHandler(
  '/[locale]/manage/courses/[course]/records/act/do',
  { roles: BUILDERS, texts: ['act', 'which', ...WHICH, 'mark', 'due', 'to', 'reason'], lists: ['line'] },
  async ({ locale, params: { course }, person, text, list }) => {
    await ownCourse(locale, person, course)
    const here = `/${locale}/manage/courses/${course}/records`
    const selection = readSelection({ ...text, line: list.line })
    const back = (more: Record<string, string>) =>
      seeOther(`${here}/act?${new URLSearchParams([...fieldsOf(selection), ...Object.entries(more)])}`)
    const done = (more: Record<string, string>) => seeOther(addressOf(here, selection.filter, more))
    const { fitting, own, mark } = await find(course, selection, person.id)
    if (fitting.length === 0) return own ? back({}) : done({ note: 'nobody' })
    if (mark !== text.mark) return back({ note: 'changed' })
    if (selection.act === 'resend' || selection.act === 'remind') {
      if (!hasMail()) return done({ note: 'noMail' })
      const sent = await (selection.act === 'resend' ? sendAgain(course, fitting, person.id) : remindAll(course, fitting, person.id))
      return done(sent > 0 ? { mailing: String(sent) } : { note: 'nobody' })
    }
    const what = await changeOf(course, selection.act, text)
    if ('wrong' in what) return back({ kept: await saveFormDraft(person.id, { ...what, due: text.due, to: text.to, reason: text.reason }) })
    const { id, done: count, changed } = await change(course, fitting, what, person.id)
    if (id === null) return done({ note: 'nobody' })
    return done({ act: id, done: String(count), ...(changed > 0 && { changed: String(changed) }) })
  },
)

type ChangingAct = Exclude<Selection['act'], 'resend' | 'remind'>
async function changeOf(
  course: string,
  act: ChangingAct,
  text: Record<'due' | 'to' | 'reason', string>,
): Promise<Change | Pick<KeptAct, 'wrong'>> {
  switch (act) {
    case 'extend': {
      const due = Due.safeParse(text.due)
      return due.success && due.data > Date.now() ? { act, due: due.data } : { wrong: 'due' }
    }
    case 'move':
      return (await cohortsOf(course)).has(text.to) ? { act, cohort: text.to } : { wrong: 'cohort' }
    case 'exempt': {
      const reason = Reason.safeParse(text.reason)
      return reason.success ? { act, reason: reason.data } : { wrong: 'reason' }
    }
    case 'require':
    case 'end':
      return { act }
  }
}

/** The response does not wait for the mail server. @returns how many invitations were renewed */
async function sendAgain(course: string, lines: readonly RecordRow[], by: string): Promise<number> {
  const sent = await resend(
    lines.map(({ key }) => idIn(key)),
    by,
  )
  if (sent.length > 0) await audit({ actor: by, action: 'account.invited', thing: course, detail: { count: sent.length, renewed: true } })
  void (async () => {
    for (const cohort of new Set(sent.map((one) => one.cohort)))
      await mailAll(
        sent.filter((one) => one.cohort === cohort),
        await invitedInto(cohort),
      )
  })().catch((error: unknown) => logFault('Invitations could not all be mailed', error))
  return sent.length
}

async function remindAll(course: string, lines: readonly RecordRow[], by: string): Promise<number> {
  const { people, sending } = await remindEnrolments(lines.flatMap(({ enrolment }) => enrolment ?? []))
  if (people > 0) await audit({ actor: by, action: 'reminders.sent', thing: course, detail: { people } })
  sending.catch((error: unknown) => logFault('Reminders could not all be sent', error))
  return people
}
