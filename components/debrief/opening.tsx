import { useTranslations } from 'use-intl'
import type { Debrief } from '@/scenarios/engine/debrief/debrief'
import type { Points } from '@/scenarios/engine/score/attempt'
import { PageTitle } from '../ui/page-title'
import { Words } from '../ui/words'

interface Props {
  view: Pick<Debrief, 'judgement' | 'result' | 'ending' | 'opening' | 'verdict'>
  before: Points | null
  /** Says why a scenario that may be skipped has no points. */
  unscored: boolean
  title: string
  language: string | null
}

/** How it ended and what it was. Without an outcome, the heading is the title of the ending. */
export function Opening({ view: { judgement, result, ending, opening, verdict }, title, before, unscored, language }: Props) {
  const t = useTranslations('debrief')
  return (
    <header className="pb-2">
      <PageTitle eyebrow={`${title} · ${t('lookingBack')}`} focusable>
        {result ? t(`outcome.${result.outcome}`) : <Words>{ending.title}</Words>}
      </PageTitle>
      {result && result.possible > 0 && (
        <p className="mt-1.5 text-h3 text-balance sm:text-h2">
          {t('earned', { earned: result.earned, possible: result.possible })}
          {before && <span className="block text-note font-normal text-ink-2">{t('before', { ...before })}</span>}
        </p>
      )}
      <div className="mt-2.5 max-w-prose space-y-1.5 text-lead leading-normal text-ink-2">
        <p>
          <span className="text-ink">
            <Words>{verdict.line}</Words>
          </span>
          {judgement && (
            <>
              {' '}
              {t('judged', {
                looks: judgement.looks,
                sure: judgement.sure ?? '',
                right: judgement.right === null ? 'open' : judgement.right ? 'yes' : 'no',
              })}
            </>
          )}
        </p>
        <p>
          {result && (
            <b className="font-semibold text-ink">
              <Words>{ending.title}</Words>.{' '}
            </b>
          )}
          <Words>{opening.first}</Words>
        </p>
        {opening.rest && (
          <details>
            <summary className="link inline-flex min-h-6 items-center text-note noprint">{t('wentOn')}</summary>
            <p className="mt-1">
              <Words>{opening.rest}</Words>
            </p>
          </details>
        )}
      </div>
      {unscored && <p className="mt-2 max-w-prose text-note leading-normal text-ink-2">{t('unscored')}</p>}
      {language && <p className="mt-2 text-small text-ink-3">{language}</p>}
    </header>
  )
}
