import { redirect } from 'next/navigation'
import { PageTitle } from '@/components/ui/page-title'
import { QrCode } from '@/components/ui/qr-code'
import { codeOfLink, openLink } from '@/server/learning/learners'
import { translator } from '@/server/platform/locales'
import { qrOf } from '@/server/platform/qr'
import { anonymousLearner, ownOrigin } from '@/server/nextjs/session'
import { titled } from '@/server/nextjs/titled'
import { PageShell } from '../../../../../page-shell'

type Props = PageProps<'/[locale]/learn/data/link/[token]'>

export const generateMetadata = titled('data', (t) => t('link'))

export default async function Page({ params }: Props) {
  const { locale, token } = await params
  const link = await openLink(token)
  if (!link || link.learner !== (await anonymousLearner())) redirect(`/${locale}/learn/data`)
  const t = translator(locale, 'data')
  const url = `${await ownOrigin()}/${locale}/learn/continue/${token}`
  return (
    <PageShell locale={locale} crumbs={[{ label: t('title'), href: `/${locale}/learn/data` }, { label: t('link') }]}>
      <main id="main" className="mx-auto max-w-column px-4 pb-16 pt-8 lg:pt-12">
        <PageTitle>{t('linkReady')}</PageTitle>
        <p className="card mt-5 select-all p-4 font-mono text-note wrap-anywhere">{url}</p>
        <p className="mt-5 leading-relaxed">{t('linkCode')}</p>
        <p className="mt-2 select-all font-mono text-title tabular-nums">{codeOfLink(token).replace(/(?=...$)/, ' ')}</p>
        <p className="mt-3 leading-relaxed text-ink-2">{t('linkOnce')}</p>
        <QrCode qr={qrOf(url)} label={t('linkQr')} className="mt-6 w-56" />
      </main>
    </PageShell>
  )
}
