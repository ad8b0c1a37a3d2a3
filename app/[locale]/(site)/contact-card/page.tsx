import { PrintButton } from '@/components/debrief/print-button'
import { PageTitle } from '@/components/ui/page-title'
import { Section } from '@/components/ui/section'
import { translator } from '@/server/platform/locales'
import { contacts, organisation } from '@/server/organisation/organisation'
import { currentPerson, has } from '@/server/nextjs/current-person'
import { titled } from '@/server/nextjs/titled'
import { logoAddress } from '@/server/organisation/assets'
import { ContactList } from '../contacts'
import { PageShell } from '../../page-shell'
import { Card } from './card'
import { cardsOf } from './cards'

type Props = PageProps<'/[locale]/contact-card'>
const FORMATS = ['a4', 'wallet'] as const
/** Two columns of four leave a margin on A4 and on US Letter. */
const ON_A_SHEET = 8

export const generateMetadata = titled('organisation', (t) => t('card.title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const { format: wanted, place } = await searchParams
  const t = translator(locale, 'organisation')
  const format = FORMATS.find((f) => f === wanted) ?? 'a4'
  const all = (await cardsOf(locale, await organisation())).map(await withAddress())
  const known = await contacts()
  const chosen = all.filter((card) => card.place === place)
  const cards = chosen.length > 0 ? chosen : all
  const here = (change: Record<string, string>) =>
    `/${locale}/contact-card?${new URLSearchParams({ format, ...(typeof place === 'string' && chosen.length > 0 && { place }), ...change })}`
  return (
    <PageShell locale={locale} crumbs={[{ label: t('card.title') }]}>
      <main id="main">
        <div className="mx-auto max-w-column px-4 pt-8 noprint lg:pt-12">
          <PageTitle lead={t('card.lead')}>{t('card.title')}</PageTitle>
          <Ways
            label={t('card.formats')}
            ways={FORMATS.map((f) => ({ label: t(`card.${f}`), href: here({ format: f }), on: f === format }))}
          />
          {all.length > 1 && (
            <Ways
              label={t('card.place')}
              ways={[
                { label: t('card.allPlaces'), href: `/${locale}/contact-card?format=${format}`, on: cards === all },
                ...all.map((card) => ({ label: card.place, href: here({ place: card.place }), on: cards !== all && card.place === place })),
              ]}
            />
          )}
          <p className="mt-4 leading-relaxed">{t(`card.${format}Hint`)}</p>
          <div className="mt-3">
            <PrintButton label={translator(locale, 'ui')('print')} whole />
          </div>
          <h2 className="mt-8 text-h2">{t('card.preview')}</h2>
        </div>
        <div className="mx-auto max-w-column px-4 print:max-w-none print:p-0">
          {cards.map((card) => (
            <div key={card.place} className={format === 'a4' ? 'card-sheet' : 'card-alone'}>
              {Array.from({ length: format === 'a4' ? ON_A_SHEET : 1 }, (_, i) => (
                <div key={i} className={i > 0 ? 'hidden print:block' : undefined}>
                  <Card locale={locale} card={card} copy={i > 0} />
                </div>
              ))}
            </div>
          ))}
        </div>
        <Section name="all" title={t('card.full')} className="mx-auto max-w-column px-4 pb-16 pt-8 noprint">
          <div className="mt-3 space-y-3">
            <ContactList locale={locale} contacts={known} />
            {known.length === 0 && <p className="leading-relaxed text-ink-2">{t('card.write')}</p>}
            {known.length === 0 && has(await currentPerson(), 'administrator') && (
              <p>
                <a className="link" href={`/${locale}/manage/organisation/contacts`}>
                  {t('card.enter')}
                </a>
              </p>
            )}
          </div>
        </Section>
      </main>
    </PageShell>
  )
}

/** The logo by its address, so that eight copies on a sheet are one file. */
async function withAddress() {
  const logo = await logoAddress()
  return <T extends { logo: string | null }>(card: T): T => ({ ...card, logo })
}

const Ways = ({ label, ways }: { label: string; ways: { label: string; href: string; on: boolean }[] }) => (
  <nav aria-label={label} className="mt-4">
    <ul className="flex flex-wrap gap-2">
      {ways.map((way) => (
        <li key={way.href}>
          <a
            href={way.href}
            aria-current={way.on ? 'true' : undefined}
            className="btn btn-quiet min-h-10 aria-[current]:border-accent aria-[current]:bg-accent-soft"
          >
            {way.label}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)
