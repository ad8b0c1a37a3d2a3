import { OwnLogo } from '@/components/ui/brand'
import { QrCode } from '@/components/ui/qr-code'
import { translator } from '@/server/locales'
import type { CardContent } from './cards'

const STEPS = ['keep', 'warn', 'tell'] as const

/** The card to take away: 85 by 55 mm, the same on the screen and on paper, black on white. */
export function Card({ locale, card, copy = false }: { locale: string; card: CardContent; /** One of several alike: read out once is enough. */ copy?: boolean }) {
  const t = translator(locale, 'organisation')
  const officer = translator(locale, 'help')('officer')
  const contacts = card.contacts.length > 0 ? card.contacts : [{ name: officer, phone: '', email: '', hours: '' }]
  return (
    <article aria-hidden={copy || undefined} aria-label={[t('card.title'), card.place].filter(Boolean).join(', ')} className="take-away-card">
      <div className="flex h-[6mm] items-center gap-[1.5mm] text-[8pt] font-semibold leading-none">
        {card.logo && <OwnLogo src={card.logo} className="h-[5.5mm] max-w-[18mm]" />}
        <span className="min-w-0 truncate">{card.organisation}</span>
        {card.place && <span className="ms-auto max-w-[34mm] shrink-0 truncate font-normal">{card.place}</span>}
      </div>
      <div className="mt-[1mm] grid flex-1 grid-cols-[1fr_19mm] gap-x-[2.5mm]">
        <div className="min-w-0">
          <p className="text-[10pt] font-bold leading-[1.2]">{t('card.what')}</p>
          <ul className="mt-[.5mm] text-[7.5pt] leading-[1.3]">{STEPS.map((step) => <li key={step}>{t(`card.steps.${step}`)}</li>)}</ul>
          <ul className="mt-[1.5mm] space-y-[1mm] text-[8pt] leading-[1.25]">
            {contacts.map(({ name, phone, email, hours }, i) => (
              <li key={i}>
                <span className="block truncate font-semibold">{t('card.tell')} {name || officer}</span>
                {(phone || hours) && <span className="block truncate">{[phone, hours].filter(Boolean).join(' · ')}</span>}
                {email && <span className="block truncate">{email}</span>}
              </li>
            ))}
          </ul>
        </div>
        <div>
          <QrCode qr={card.qr} label={t('card.qr')} className="size-[19mm] !rounded-none !border-0" />
          {card.more > 0 && <p className="mt-[.5mm] text-[7pt] leading-[1.2]">{t('card.more', { n: card.more })}</p>}
        </div>
      </div>
      <p className="flex justify-between gap-[2mm] text-[7pt] leading-[1.3]">
        <span>{t('card.danger')}</span>
        {card.giftLimit && <span className="text-end">{t('card.gift', { limit: card.giftLimit })}</span>}
      </p>
    </article>
  )
}
