import { useTranslations } from 'use-intl'
import type { Debrief } from '@/scenarios/engine/debrief/debrief'
import type { Points } from '@/scenarios/engine/score/attempt'
import { PageTitle } from '../ui/page-title'
import { Paragraphs } from '../ui/paragraphs'
import { Words } from '../ui/words'
import { Cite } from './sources'

type View = Pick<Debrief, 'judgement' | 'result' | 'ending' | 'verdict'>

interface HeadProps {
  view: View
  before: Points | null
  title: string
}

/** How it ended, in words and points. Without an outcome, the heading is the title of the ending. */
export function Head({ view: { result, ending }, before, title }: HeadProps) {
  const t = useTranslations('debrief')
  return (
    <header>
      <PageTitle eyebrow={`${title} · ${t('lookingBack')}`} focusable>
        {result ? t(`outcome.${result.outcome}`) : <Words>{ending.title}</Words>}
      </PageTitle>
      {result && result.possible > 0 && (
        <p className="mt-1.5 text-h3 text-balance sm:text-h2">
          {t('earned', { earned: result.earned, possible: result.possible })}
          {before && <span className="block text-note font-normal text-ink-2">{t('before', { ...before })}</span>}
        </p>
      )}
    </header>
  )
}

interface OpeningProps {
  view: View
  /** Says why a scenario that may be skipped has no points. */
  unscored: boolean
  language: string | null
  numbers: Map<string, number>
}

/** The ending, then what it was and how one could tell. */
export function Opening({ view: { judgement, result, ending, verdict }, unscored, language, numbers }: OpeningProps) {
  const t = useTranslations('debrief')
  return (
    <div className="max-w-prose space-y-4 print:space-y-2">
      <div className="space-y-2 leading-normal print:space-y-1">
        {result && (
          <h2 className="text-h3">
            <Words>{ending.title}</Words>
          </h2>
        )}
        <Paragraphs texts={ending.paragraphs} />
      </div>
      <section aria-labelledby="verdict-h" className="space-y-2 leading-normal print:space-y-1">
        <h2 id="verdict-h" className="text-h3">
          {t('howToKnow')}
        </h2>
        <Paragraphs texts={verdict.paragraphs}>
          <Cite ids={verdict.cites} numbers={numbers} />
        </Paragraphs>
        {judgement && (
          <p className="text-ink-2">
            {t('judged', {
              looks: judgement.looks,
              sure: judgement.sure ?? '',
              right: judgement.right === null ? 'open' : judgement.right ? 'yes' : 'no',
            })}
          </p>
        )}
      </section>
      {unscored && <p className="text-note leading-normal text-ink-2">{t('unscored')}</p>}
      {language && <p className="text-small text-ink-3">{language}</p>}
    </div>
  )
}
