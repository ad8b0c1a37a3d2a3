import { useTranslations } from 'use-intl'
import type { Debrief } from '@/scenarios/engine/debrief/debrief'
import { Words } from '../ui/words'
import { CiteOrOwn } from './sources'

interface Props {
  keep: Debrief['keep']
  /** Address of the page with all signs; null outside our server. */
  all: string | null
  numbers: Map<string, number>
}

/** What to take away: one rule, and the signs that are worth a second look. */
export function Keep({ keep: { rule, signs }, all, numbers }: Props) {
  const t = useTranslations('debrief')
  return (
    <div className="space-y-3 print:space-y-2">
      <section aria-labelledby="rule-h" className="card card-accent p-4 shadow-card sm:p-6 print:p-3">
        <h2 id="rule-h" className="text-note font-semibold leading-snug">
          {t('nextTime')}
        </h2>
        <p className="mt-1.5 text-lead font-medium">
          <Words>{rule}</Words>
        </p>
      </section>
      {signs.length > 0 && (
        <section aria-labelledby="signs-h" className="card p-4 sm:px-6 print:p-3">
          <h2 id="signs-h" className="text-note font-semibold leading-snug">
            {t('keep.signs')}
          </h2>
          <ul className="mt-1.5 list-disc space-y-0.5 ps-5 text-note leading-normal">
            {signs.map(({ label, cites }) => (
              <li key={label}>
                <Words cited>{label}</Words>
                <CiteOrOwn ids={cites} numbers={numbers} />
              </li>
            ))}
          </ul>
          {all && (
            <p className="mt-2 text-note noprint">
              <a className="link" href={all}>
                {t('keep.all')}
              </a>
            </p>
          )}
        </section>
      )}
    </div>
  )
}
