import { remindable } from '@/server/reminders/recipients'
import { translator } from '@/server/platform/locales'
import { hasMail } from '@/server/platform/mail'

export async function Reminders({ locale, here, course, cohort }: { locale: string; here: string; course: string; cohort: string | null }) {
  const t = translator(locale, 'records')
  const people = hasMail() && cohort ? await remindable(course, cohort) : 0
  return (
    <section aria-labelledby="remind-h" className="mt-10 noprint">
      <h2 id="remind-h" className="text-h2">
        {t('remind.title')}
      </h2>
      <p className="mt-1 max-w-measure leading-relaxed text-ink-2">{t('remind.text')}</p>
      {!hasMail() ? (
        <p className="mt-3 max-w-measure">{t('remind.off')}</p>
      ) : !cohort ? (
        <p className="mt-3">{t('remind.which')}</p>
      ) : (
        <form method="post" action={`${here}/remind`} className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
          <input type="hidden" name="cohort" value={cohort} />
          <p className="max-w-prose">{t('remind.would', { count: people })}</p>
          {people > 0 && (
            <button type="submit" className="btn btn-quiet">
              {t('remind.now')}
            </button>
          )}
        </form>
      )}
    </section>
  )
}
