import { ChevronDown } from 'lucide-react'
import { contacts } from '@/server/organisation/organisation'
import { translator } from '@/server/platform/locales'
import { ContactList } from './contacts'

export async function OwnCase({ locale }: { locale: string }) {
  const t = translator(locale, 'help')
  return (
    <details className="group mt-5 rounded-xl border border-line">
      <summary className="flex min-h-11 items-center justify-between gap-3 rounded-xl px-4 py-2 font-medium hover:bg-sunken">
        {t('own')}
        <ChevronDown className="icon text-accent group-open:rotate-180" />
      </summary>
      <div className="space-y-3 px-4 pt-1 pb-4 leading-relaxed">
        <p>{t('ownText')}</p>
        <ContactList locale={locale} contacts={await contacts()} />
        <p>{t('danger')}</p>
      </div>
    </details>
  )
}
