import { PageTitle } from '@/components/ui/page-title'
import { facilitatedRoom } from '@/server/nextjs/live-pages'
import { gone } from '@/server/nextjs/responses'
import { titled } from '@/server/nextjs/titled'
import { translator } from '@/server/platform/locales'
import { PrintoutShell } from './printout-shell'

type Props = PageProps<'/[locale]/live/[session]/printout'>

export const generateMetadata = titled('livePrintout', (t) => t('title'))

export default async function Page({ params }: Props) {
  const { locale, session } = await params
  const room = await facilitatedRoom(session)
  if (!room) return gone(locale)
  const t = translator(locale, 'livePrintout')
  const here = `/${locale}/live/${session}`
  const parts = [
    ['slides', `${here}/printout/slides`],
    ['handouts', `${here}/printout/handouts`],
    ['sheet', `${here}/run-sheet`],
  ] as const
  return (
    <PrintoutShell locale={locale} room={room}>
      <main id="main" className="mx-auto max-w-column px-4 pb-16 pt-8 lg:pt-12">
        <PageTitle lead={t('lead')}>{t('title')}</PageTitle>
        <ul className="mt-6 space-y-5">
          {parts.map(([part, href]) => (
            <li key={part} className="card p-5 sm:p-6">
              <h2 className="text-h3">{t(`${part}.title`)}</h2>
              <p className="mt-1 leading-relaxed text-ink-2">{t(`${part}.text`)}</p>
              <a className="btn btn-quiet mt-4" href={href}>
                {t(`${part}.open`)}
              </a>
            </li>
          ))}
        </ul>
      </main>
    </PrintoutShell>
  )
}
