import { LifeBuoy } from 'lucide-react'
import { ContactList } from '@/app/[locale]/(site)/contacts'
import { Card } from '@/app/[locale]/(site)/contact-card/card'
import { BrandMark } from '@/components/ui/brand'
import { cardsOf } from '@/app/[locale]/(site)/contact-card/cards'
import { translator } from '@/server/platform/locales'
import { type Organisation, contactsOf } from '@/server/organisation/organisation'
import { SCHEMES } from '@/server/organisation/theme'

/** A preview in both colour schemes side by side. Nothing in it can be pressed except the contacts. */
export async function Preview({ locale, organisation }: { locale: string; organisation: Organisation }) {
  const t = translator(locale, 'organisation')
  const ui = translator(locale, 'ui')
  const cards = await cardsOf(locale, organisation)
  const css = `/${locale}/manage/organisation/preview.css?${new URLSearchParams(organisation.accent ?? {})}`
  return (
    <>
      <link rel="stylesheet" href={css} precedence="preview" />
      <div className="mt-4 grid gap-5 lg:grid-cols-2">
        {SCHEMES.map((scheme) => (
          <section
            key={scheme}
            aria-label={t(`preview.${scheme}`)}
            className={`preview-${scheme} overflow-hidden rounded-2xl border border-line-2 bg-bg text-ink`}
          >
            <div className="flex min-h-14 items-center gap-2.5 border-b border-line bg-surface px-4 font-semibold tracking-tight">
              <BrandMark brand={{ name: organisation.name, logo: organisation.logo || null }} />
              <span className="btn btn-ghost ms-auto px-2.5">
                <LifeBuoy className="icon" />
                {ui('helpShort')}
              </span>
            </div>
            <div className="space-y-4 p-4">
              <p className="flex flex-wrap items-center gap-3">
                <span className="btn btn-primary">{t('preview.button')}</span>
                <span className="btn btn-quiet">{t('preview.quiet')}</span>
                <span className="link">{t('preview.link')}</span>
              </p>
              <p className="rounded-xl border border-accent bg-accent-soft px-4 py-3">{t('preview.chosen')}</p>
              <div className="card space-y-3 p-4">
                <h3 className="font-semibold">{translator(locale, 'help')('title')}</h3>
                <ContactList locale={locale} contacts={contactsOf(organisation)} />
              </div>
              <Card locale={locale} card={cards[0]!} />
            </div>
          </section>
        ))}
      </div>
    </>
  )
}
