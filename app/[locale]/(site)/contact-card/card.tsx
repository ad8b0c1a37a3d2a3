import { OwnLogo } from '@/components/ui/brand'
import { QrCode } from '@/components/ui/qr-code'
import { translator } from '@/server/platform/locales'
import type { CardContent } from './cards'

const STEPS = ['keep', 'warn', 'report'] as const

/** 85 by 55 mm, the same on the screen and on paper, black on white. */
export function Card({
  locale,
  card,
  copy = false,
}: {
  locale: string
  card: CardContent
  /** One of several copies, hidden from screen readers: reading one is enough. */
  copy?: boolean
}) {
  const t = translator(locale, 'organisation')
  const officer = translator(locale, 'help')('officer')
  return (
    <article
      aria-hidden={copy || undefined}
      aria-label={[t('card.title'), card.place].filter(Boolean).join(', ')}
      className="take-away-card"
    >
      {(card.logo || card.organisation || card.place) && (
        <div className="flex h-[6mm] items-center gap-[1.5mm] text-paper font-semibold leading-tight">
          {card.logo && <OwnLogo src={card.logo} className="h-[5.5mm] max-w-[18mm]" />}
          <span className="line-clamp-2 min-w-0">{card.organisation}</span>
          {card.place && <span className="ms-auto line-clamp-2 max-w-[30mm] shrink-0 font-normal">{card.place}</span>}
        </div>
      )}
      <div className="mt-[1mm] grid grid-cols-[1fr_17mm] gap-x-[2.5mm]">
        <div className="min-w-0">
          <p className="text-paper-title font-bold leading-snug">{t('card.what')}</p>
          <ul className="mt-[.5mm] text-paper leading-snug">
            {STEPS.map((step) => (
              <li key={step}>{t(`card.steps.${step}`)}</li>
            ))}
          </ul>
        </div>
        <QrCode qr={card.qr} label={t('card.qr')} className="size-[17mm]" plain />
      </div>
      <ul className="mt-[.5mm] min-h-0 flex-1 space-y-[.8mm] overflow-hidden text-paper leading-snug">
        {card.contacts.length === 0 && <Blank report={`${t('card.report')} ${officer}`} lines={[t('card.name'), t('card.phone')]} />}
        {card.contacts.map(({ name, phone, email, hours }, i) => (
          <li key={i}>
            <span className="line-clamp-2 font-semibold">
              {t('card.report')} {name || officer}
            </span>
            <span className="line-clamp-2 break-words">{[phone, email, hours].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
      {card.more > 0 && <p className="text-paper-fine leading-snug">{t('card.more', { n: card.more })}</p>}
      <p className="flex justify-between gap-[2mm] text-paper-fine leading-snug">
        <span>{t('card.danger')}</span>
        {card.giftLimit && <span className="text-end">{t('card.gift', { limit: card.giftLimit })}</span>}
      </p>
    </article>
  )
}

const Blank = ({ report, lines }: { report: string; lines: string[] }) => (
  <li>
    <span className="font-semibold">{report}</span>
    {lines.map((line) => (
      <span key={line} className="mt-[3mm] flex items-end gap-[1.5mm]">
        {line}
        <span className="flex-1 border-b border-current" />
      </span>
    ))}
  </li>
)
