import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { Words } from '../ui/words'

/** A link that can be looked at. It opens nothing: a popover says where it leads, without script too. */
export function Link({ words, target }: { words: string; target: string }) {
  const t = useTranslations('channels')
  const id = useId()
  return (
    <>
      {' '}
      <button type="button" className="look-at" popoverTarget={id}>
        <Words>{words}</Words>
      </button>
      <span className="target-printed">
        {' '}
        <Words>{t('goesTo', { target })}</Words>
      </span>
      <span id={id} popover="auto" className="target">
        <span>{t('linkGoesTo', { words })}</span>
        <code>
          <Words>{target}</Words>
        </code>
        <span>{t('nothingOpened')}</span>
        <button type="button" className="btn btn-primary" popoverTarget={id} popoverTargetAction="hide">
          {t('stay')}
        </button>
      </span>
    </>
  )
}
