import { useTranslations } from 'use-intl'
import type { Debrief } from '@/scenarios/engine/debrief/debrief'
import { Pages } from './pages'
import { Cite, CiteOrOwn } from './sources'
import { Words } from '../ui/words'

interface Props {
  view: Pick<Debrief, 'verdict' | 'keep' | 'pages' | 'variant' | 'decisive'>
  /** Address of the page with all signs; null outside our server. */
  all: string | null
  numbers: Map<string, number>
}

export function HowToKnow({ view: { verdict, keep, pages, variant, decisive }, all, numbers }: Props) {
  return (
    <>
      <div className={`grid gap-x-12 gap-y-6 ${keep.signs.length > 0 ? 'lg:grid-cols-[minmax(0,1fr)_20rem]' : ''}`}>
        <div className="max-w-prose space-y-3 leading-relaxed">
          {verdict.paragraphs.map((paragraph, i) => (
            <p key={paragraph}>
              <Words>{paragraph}</Words> {i === verdict.paragraphs.length - 1 && <Cite ids={verdict.cites} numbers={numbers} />}
            </p>
          ))}
          {decisive && <Check check={decisive} genuine={variant === 'genuine'} />}
        </div>
        {keep.signs.length > 0 && <Signs signs={keep.signs} all={all} numbers={numbers} />}
      </div>
      {pages && <Pages pages={pages} variant={variant} />}
    </>
  )
}

function Check({ check, genuine }: { check: NonNullable<Debrief['decisive']>; genuine: boolean }) {
  const t = useTranslations('debrief.decisive')
  return (
    <div className="border-s-4 border-accent-line ps-4">
      <h3 className="text-small font-semibold text-ink-2">{t(check.made ? 'made' : 'left')}</h3>
      <p className="mt-0.5">
        <b className="font-semibold">
          <Words>{check.text}</Words>
        </b>{' '}
        <span className="text-small text-ink-2">{t('cost', { when: check.when, minutes: check.minutes })}</span>
      </p>
      <p className="text-note text-ink-2">
        {t(check.made ? 'found' : 'wouldFind', { finding: check.finding })} {genuine && t('clean')}
      </p>
    </div>
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
