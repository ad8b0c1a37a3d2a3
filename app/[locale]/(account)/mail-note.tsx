import { Notice } from '@/components/ui/field'
import { translator } from '@/server/platform/locales'

/** Says the same for every address. */
export function MailNote({ locale, note, seconds }: { locale: string; note: unknown; seconds: unknown }) {
  const t = translator(locale, 'accounts')
  if (note === 'sent') return <Notice tone="done">{t('sent')}</Notice>
  return note === 'wait' ? <Notice tone="problem">{t('mailWait', { minutes: Math.ceil(Number(seconds ?? 60) / 60) || 1 })}</Notice> : null
}
