import { Section } from '@/components/ui/section'
import { Submit } from '@/components/ui/field'
import { remindable } from '@/server/reminders/recipients'
import { translator } from '@/server/platform/locales'
import { hasMail } from '@/server/platform/mail'

export async function Reminders({ locale, here, course, cohort }: { locale: string; here: string; course: string; cohort: string | null }) {
  const t = translator(locale, 'records')
  const people = hasMail() && cohort ? await remindable(course, cohort) : 0
  return (
    <Section name="remind" title={t('remind.title')} className="mt-10 noprint">
      <p className="mt-1 max-w-measure leading-relaxed text-ink-2">{t('remind.text')}</p>
      {!hasMail() ? (
        <p className="mt-3 max-w-measure">{t('remind.off')}</p>
      ) : !cohort ? (
        <p className="mt-3">{t('remind.which')}</p>
      ) : (
        <form method="post" action={`${here}/remind`} className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
          <input type="hidden" name="cohort" value={cohort} />
          <p className="max-w-prose">{t('remind.would', { count: people })}</p>
          {people > 0 && <Submit look="btn-quiet">{t('remind.now')}</Submit>}
        </form>
      )}
    </Section>
  )
}
