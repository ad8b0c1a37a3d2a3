import { type Enrolment, mayRenew } from '@/server/enrolment/enrolment'
import { translator } from '@/server/platform/locales'
import { coursePath } from './view'

export function Renewal({ locale, enrolment: { row } }: { locale: string; enrolment: Enrolment }) {
  const now = Date.now()
  if (!mayRenew(row, now)) return null
  const t = translator(locale, 'courses')
  return (
    <section aria-labelledby="renew-h" className="card mt-4 p-5 sm:p-6">
      <h2 id="renew-h" className="font-semibold">
        {t('renew.title')}
      </h2>
      <p className="mt-1 leading-relaxed text-ink-2">{t(row.renew_at! < now ? 'renew.past' : 'renew.text', { when: row.renew_at! })}</p>
      <form method="post" action={`${coursePath(locale, row.id)}/renew`} className="mt-4">
        <button type="submit" className="btn btn-quiet">
          {t('renew.do')}
        </button>
      </form>
    </section>
  )
}
