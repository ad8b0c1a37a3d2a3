import { Section } from '@/components/ui/section'
import { Submit } from '@/components/ui/field'
import { type Enrolment, mayRenew } from '@/server/enrolment/enrolment'
import { translator } from '@/server/platform/locales'
import { coursePath } from './view'

export function Renewal({ locale, enrolment: { row } }: { locale: string; enrolment: Enrolment }) {
  const now = Date.now()
  if (!mayRenew(row, now)) return null
  const t = translator(locale, 'courses')
  return (
    <Section name="renew" title={t('renew.title')} className="card mt-4 p-5 sm:p-6" look="font-semibold">
      <p className="mt-1 leading-relaxed text-ink-2">{t(row.renew_at! < now ? 'renew.past' : 'renew.text', { when: row.renew_at! })}</p>
      <form method="post" action={`${coursePath(locale, row.id)}/renew`} className="mt-4">
        <Submit look="btn-quiet">{t('renew.do')}</Submit>
      </form>
    </Section>
  )
}
