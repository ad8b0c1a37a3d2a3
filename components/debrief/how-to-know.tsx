import { useTranslations } from 'use-intl'
import type { Debrief } from '@/scenarios/engine/debrief/debrief'
import { Pages } from './pages'
import { Cite, CiteOrOwn } from './sources'
import { Words } from '../ui/words'

interface Props {
  view: Pick<Debrief, 'verdict' | 'keep' | 'pages' | 'variant'>
  /** Address of the page with all signs; null outside our server. */
  all: string | null
  numbers: Map<string, number>
}

export function HowToKnow({ view: { verdict, keep, pages, variant }, all, numbers }: Props) {
  return (
    <>
      {pages && (
        <div className="mb-6 noprint">
          <Pages pages={pages} variant={variant} />
        </div>
      )}
      <div className={`grid gap-x-12 gap-y-5 ${keep.signs.length > 0 ? 'lg:grid-cols-[minmax(0,1fr)_22rem]' : ''}`}>
        <div className="max-w-prose space-y-2 leading-relaxed text-ink-2">
          {verdict.sentences.map((sentence, i) => (
            <p key={sentence} className="print:inline">
              <Words>{sentence}</Words> {i === verdict.sentences.length - 1 && <Cite ids={verdict.cites} numbers={numbers} />}
            </p>
          ))}
        </div>
        {keep.signs.length > 0 && <Signs signs={keep.signs} all={all} numbers={numbers} />}
      </div>
    </>
  )
}

interface SignsProps extends Pick<Props, 'all' | 'numbers'> {
  signs: Debrief['keep']['signs']
}
export function Signs({ signs, all, numbers }: SignsProps) {
  const t = useTranslations('debrief')
  return (
    <div>
      <h3 className="text-small font-semibold text-ink-2">{t('keep.signs')}</h3>
      <ul className="mt-2 list-disc space-y-1 ps-5 leading-relaxed">
        {signs.map(({ label, cites }) => (
          <li key={label}>
            <Words cited>{label}</Words>
            <CiteOrOwn ids={cites} numbers={numbers} />
          </li>
        ))}
      </ul>
      {all && (
        <p className="mt-3 text-note noprint">
          <a className="link" href={all}>
            {t('keep.all')}
          </a>
        </p>
      )}
    </div>
  )
}
