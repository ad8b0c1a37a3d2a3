import { translator } from '@/server/platform/locales'
import { contacts } from '@/server/organisation/organisation'
import { ContactList } from './contacts'

/** After the debrief: what to do in a real case, and whom to tell. */
export async function InARealCase({ locale }: { locale: string }) {
  const t = translator(locale, 'organisation')
  return (
    <section aria-labelledby="real-h" className="mx-auto w-full max-w-site px-4 pb-14 lg:px-8">
      <div className="card p-5">
        <h2 id="real-h" className="text-h3">
          {t('real.title')}
        </h2>
        <p className="mt-1 max-w-prose leading-relaxed">{t('real.text')}</p>
        <div className="mt-3 grid max-w-broad items-start gap-3 sm:grid-cols-2">
          <ContactList locale={locale} contacts={await contacts()} />
        </div>
        <p className="mt-3 noprint">
          <a className="link" href={`/${locale}/contact-card`}>
            {t('real.card')}
          </a>
        </p>
      </div>
    </section>
  )
}
