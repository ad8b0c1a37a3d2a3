import { useTranslations } from 'use-intl'

/** Marks what a check has brought. The mark is drawn beside the words (app/channels.css) and is no part of their name. */
export function useFresh(fresh: boolean | undefined) {
  const t = useTranslations('play')
  return fresh ? { mark: { 'data-new': t('fresh') }, described: { 'aria-description': t('fresh') } } : {}
}
