import { LifeBuoy } from 'lucide-react'
import { ContactList } from '@/app/[locale]/(site)/contacts'
import { Card } from '@/app/[locale]/(site)/contact-card/card'
import { BrandMark } from '@/components/ui/brand'
import { cardsOf } from '@/app/[locale]/(site)/contact-card/cards'
import { translator } from '@/server/platform/locales'
import { type Organisation, contactsOf } from '@/server/organisation/organisation'

export async function Preview({ locale, organisation }: { locale: string; organisation: Organisation }) {
  const cards = await cardsOf(locale, organisation)
  return (
    <div className="mt-4 max-w-2xl overflow-hidden rounded-2xl border border-line-2">
      <div className="flex min-h-14 items-center gap-2.5 border-b border-line bg-surface px-4 font-semibold tracking-tight">
        <BrandMark brand={{ name: organisation.name, logo: organisation.logo || null }} />
        <span className="btn btn-ghost ms-auto px-2.5">
          <LifeBuoy className="icon" />
          {translator(locale, 'ui')('helpShort')}
        </span>
      </div>
      <div className="space-y-4 p-4">
        <div className="card space-y-3 p-4">
          <h3 className="font-semibold">{translator(locale, 'help')('title')}</h3>
          <ContactList locale={locale} contacts={contactsOf(organisation)} />
        </div>
        <Card locale={locale} card={cards[0]!} />
      </div>
    </div>
  )
}
