import { Section } from '@/components/ui/section'
import { Submit } from '@/components/ui/field'
import { renewalOf } from '@/server/courses/courses'
import { libraryIn } from '@/server/library/library'
import { type Enrolment, mayRenew } from '@/server/enrolment/enrolment'
import { translator } from '@/server/platform/locales'
import { courseMinutes, coursePath } from './view'

export async function Renewal({ locale, enrolment: { row } }: { locale: string; enrolment: Enrolment }) {
  const now = Date.now()
  if (!mayRenew(row, now)) return null
  const t = translator(locale, 'courses')
  const course = await renewalOf(row.course_id)
  return (
    <Section name="renew" title={t('renew.title')} className="card mt-4 p-5 sm:p-6" look="font-semibold">
      <p className="mt-1 leading-relaxed text-ink-2">
        {t(row.renew_at! < now ? 'renew.past' : 'renew.text', { when: row.renew_at! })}
        {course && ` ${t('renew.takes', { minutes: courseMinutes(await libraryIn(locale), course) })}`}
      </p>
      <form method="post" action={`${coursePath(locale, row.id)}/renew`} className="mt-4">
        <Submit look="btn-quiet">{t('renew.do')}</Submit>
      </form>
    </Section>
  )
}
