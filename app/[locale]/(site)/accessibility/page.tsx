import { PageTitle } from '@/components/ui/page-title'
import { translator } from '@/server/platform/locales'
import { organisation } from '@/server/organisation/organisation'
import { titled } from '@/server/nextjs/titled'
import { PageShell } from '../../page-shell'

type Props = PageProps<'/[locale]/accessibility'>

const PREPARED = new Date('2026-11-25T00:00:00Z')
const UNMET = ['readers', 'people', 'live', 'manage', 'map', 'projector', 'uploads', 'languages'] as const
const METHOD = ['axe', 'keyboard', 'zoom', 'contrast'] as const

export const generateMetadata = titled('organisation', (t) => t('statement.title'))

/** In the order of the European model statement (Implementing Decision (EU) 2018/1523). */
export default async function Page({ params }: Props) {
  const { locale } = await params
  const t = translator(locale, 'organisation')
  const { name } = await organisation()
  return (
    <PageShell locale={locale} crumbs={[{ label: t('statement.title') }]}>
      <main
        id="main"
        className="mx-auto max-w-column px-4 pb-16 pt-8 leading-relaxed lg:pt-12 [&_h2]:mt-8 [&_h2]:text-h2 [&_h3]:mt-4 [&_h3]:font-semibold [&_li]:ms-5 [&_li]:list-disc [&_p]:mt-2 [&_ul]:mt-2 [&_ul]:space-y-1.5"
      >
        <PageTitle>{t('statement.title')}</PageTitle>
        <p>{name ? t('statement.commitment', { organisation: name }) : t('statement.commitmentHere')}</p>
        <h2>{t('statement.status.title')}</h2>
        <p>{t('statement.status.text')}</p>
        <h2>{t('statement.limits.title')}</h2>
        <p>{t('statement.limits.text')}</p>
        <h3>{t('statement.limits.compliance')}</h3>
        <ul>
          {UNMET.map((point) => (
            <li key={point}>{t(`statement.limits.${point}`)}</li>
          ))}
        </ul>
        <h3>{t('statement.limits.burden')}</h3>
        <p>{t('statement.limits.burdenText')}</p>
        <h3>{t('statement.limits.scope')}</h3>
        <p>{t('statement.limits.scopeText')}</p>
        <h2>{t('statement.made.title')}</h2>
        <p>{t('statement.made.text', { when: PREPARED })}</p>
        <h3>{t('statement.made.method')}</h3>
        <ul>
          {METHOD.map((point) => (
            <li key={point}>{t(`statement.made.${point}`)}</li>
          ))}
        </ul>
        <h2>{t('statement.feedback.title')}</h2>
        <Feedback locale={locale} />
        <h2>{t('statement.enforcement.title')}</h2>
        <p>{t('statement.enforcement.text')}</p>
      </main>
    </PageShell>
  )
}

async function Feedback({ locale }: { locale: string }) {
  const t = translator(locale, 'organisation')
  const { accessibility_contact, support } = await organisation()
  const ways = accessibility_contact ? [accessibility_contact] : [support.name, support.email, support.phone].filter(Boolean)
  if (ways.length === 0) return <p>{t('statement.feedback.none')}</p>
  return (
    <>
      <p>{t('statement.feedback.text')}</p>
      <ul>
        {ways.map((way) => (
          <li key={way}>
            {/^[^\s@]+@[^\s@]+$/.test(way) ? (
              <a className="link break-words" href={`mailto:${way}`}>
                {way}
              </a>
            ) : (
              way
            )}
          </li>
        ))}
      </ul>
      <p>{t('statement.feedback.answer')}</p>
    </>
  )
}
