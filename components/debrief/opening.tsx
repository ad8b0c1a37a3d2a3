import { useTranslations } from 'use-intl'
import type { Debrief } from '@/scenarios/engine/debrief/debrief'
import { PageTitle } from '../ui/page-title'
import { Words } from '../ui/words'

interface Props {
  view: Pick<Debrief, 'variant' | 'judgement' | 'result' | 'ending' | 'opening'>
  before: number | null
  title: string
  language: string | null
}

export function Opening({ view: { variant, judgement, result, ending, opening }, title, before, language }: Props) {
  const t = useTranslations('debrief')
  return (
    <header className="pb-2">
      <PageTitle eyebrow={`${title} · ${t('lookingBack')}`} focusable>
        {t(variant === 'genuine' ? 'wasGenuine' : 'wasApproach')}
      </PageTitle>
      <div className="mt-2 max-w-prose space-y-1.5 text-lead leading-normal text-ink-2">
        {judgement && (
          <p>
            {t('judged', {
              looks: judgement.looks,
              sure: judgement.sure ?? '',
              right: judgement.right === null ? 'open' : judgement.right ? 'yes' : 'no',
            })}
          </p>
        )}
        {before !== null && <p>{t('before', { before, now: result.points })}</p>}
        <p>
          <b className="font-semibold text-ink">
            <Words>{ending.title}</Words>.
          </b>{' '}
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
      {language && <p className="mt-2 text-small text-ink-3">{language}</p>}
    </header>
  )
}
