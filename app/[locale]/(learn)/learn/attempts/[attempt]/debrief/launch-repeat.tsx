import type { Attempt } from '@/server/learning/attempts'
import { repeatableAtLink } from '@/server/lti/repeats'
import { rootOf } from '@/server/platform/launch-token'
import { translator } from '@/server/platform/locales'

/** For somebody whom a learning platform sent, until an attempt has ended well. */
export async function LaunchRepeat({ locale, attempt }: { locale: string; attempt: Attempt }) {
  const known = await repeatableAtLink(attempt)
  if (!known) return null
  const t = translator(locale, 'lti')
  return (
    <aside aria-label={t('repeat.title')} className="mx-auto max-w-site px-4 pb-4 noprint lg:px-8">
      <div className="card flex flex-wrap items-center justify-between gap-4 p-5 shadow-card">
        <p className="max-w-prose leading-relaxed">{t(known.disclosed === 'result' ? 'repeat.graded' : 'repeat.text')}</p>
        <form method="post" action={`${rootOf(locale)}/learn/attempts/${attempt.id}/again`}>
          <button type="submit" className="btn btn-quiet">
            {t('repeat.title')}
          </button>
        </form>
      </div>
    </aside>
  )
}
