import { useTranslations } from 'use-intl'
import type { Debrief } from '@/scenarios/engine/debrief/debrief'
import { CiteOrOwn } from './sources'
import { Words } from '../ui/words'

/** What to take along: at most four signs, and one rule. */
export function Keep({
  keep: { signs, rule },
  all,
  numbers,
}: Pick<Debrief, 'keep'> & { /** Where all signs are. */ all: string; numbers: Map<string, number> }) {
  const t = useTranslations('debrief.keep')
  return (
    <section aria-labelledby="keep-h" className="card border-accent-line bg-accent-soft p-5 sm:p-6">
      <h2 id="keep-h" className="text-h2">
        {t('title')}
      </h2>
      <div className="mt-3 grid gap-x-12 gap-y-5 lg:grid-cols-2">
        {signs.length > 0 && (
          <div>
            <h3 className="text-small font-semibold text-ink-2">{t('signs')}</h3>
            <ul className="mt-2 list-disc space-y-1 ps-5 leading-relaxed">
              {signs.map(({ label, cites }) => (
                <li key={label}>
                  <Words cited>{label}</Words>
                  <CiteOrOwn ids={cites} numbers={numbers} />
                </li>
              ))}
            </ul>
            <p className="mt-3 text-note noprint">
              <a className="link" href={all}>
                {t('all')}
              </a>
            </p>
          </div>
        )}
        <div>
          <h3 className="text-small font-semibold text-ink-2">{t('rule')}</h3>
          <p className="mt-2 text-scene">
            <Words>{rule}</Words>
          </p>
        </div>
      </div>
    </section>
  )
}
