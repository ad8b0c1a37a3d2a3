import { contacts } from '@/server/organisation/organisation'
import { translator } from '@/server/platform/locales'
import { ContactList } from './contacts'

/** For whoever has met what a story is about: that it is not too late, and who helps. Folded away before the story, open after it. */
export async function OwnCase({ locale, open = false }: { locale: string; open?: boolean }) {
  const t = translator(locale, 'help')
  return (
    <details className="mt-5 rounded-xl border border-line px-4" open={open}>
      <summary className="flex min-h-11 items-center font-medium">{t('own')}</summary>
      <div className="space-y-3 pb-4 leading-relaxed">
        <p>{t('ownText')}</p>
        <ContactList locale={locale} contacts={await contacts()} />
        <p>{t('danger')}</p>
      </div>
    </details>
  )
}
