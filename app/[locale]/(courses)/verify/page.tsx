import { redirect } from 'next/navigation'
import { PageTitle } from '@/components/ui/page-title'
import { readCode } from '@/server/certificates/certificates'
import { translator } from '@/server/platform/locales'
import { titled } from '@/server/nextjs/titled'
import { PageShell } from '../../page-shell'
import { VerifyForm } from './verify-form'

type Props = PageProps<'/[locale]/verify'>

export const generateMetadata = titled('certificate', (t) => t('verify.title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const { code } = await searchParams
  const typed = typeof code === 'string' ? code.trim().slice(0, 40) : ''
  // We look up malformed codes too, so that the response and the count of guesses are the same for all.
  if (typed) redirect(`/${locale}/verify/${encodeURIComponent(readCode(typed) ?? typed)}`)
  const t = translator(locale, 'certificate')
  return (
    <PageShell locale={locale} crumbs={[{ label: t('verify.title') }]}>
      <main id="main" className="mx-auto max-w-column px-4 pb-16 pt-8 lg:pt-12">
        <PageTitle lead={t('verify.lead')}>{t('verify.title')}</PageTitle>
        <VerifyForm locale={locale} />
      </main>
    </PageShell>
  )
}
