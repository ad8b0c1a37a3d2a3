import { BELOW_BAR, HELP_ID, Popover } from '@/components/ui/popover'
import { translator } from '@/server/platform/locales'
import { contacts } from '@/server/organisation/organisation'
import { ContactList } from './contacts'

/** Part of every page, so that opening it makes no request. */
export async function RealCase({ locale }: { locale: string }) {
  const t = translator(locale, 'help')
  return (
    <Popover id={HELP_ID} title={t('title')} close={t('close')} place={BELOW_BAR}>
      <div className="mt-2 space-y-3 leading-relaxed">
        <p>{t('intro')}</p>
        <p>{t('steps')}</p>
        <ContactList locale={locale} contacts={await contacts()} />
        <p>{t('danger')}</p>
        <p className="text-small text-ink-3">{t('private')}</p>
      </div>
    </Popover>
  )
}
