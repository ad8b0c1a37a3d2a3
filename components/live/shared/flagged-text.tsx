import { useTranslations } from 'use-intl'
import { quoted } from '../../ui/quote'
import type { FlaggedSentence } from './flagged-sentences'

/** Words stand in quotation marks; a thing is named, without. */
export function FlaggedText({ text, spoken, whose }: Pick<FlaggedSentence, 'text' | 'spoken' | 'whose'>) {
  const t = useTranslations('liveFlags')
  return (
    <>
      {whose && <span className="text-ink-2">{t('under', { thing: whose })} </span>}
      {spoken ? quoted(text) : text}
    </>
  )
}
