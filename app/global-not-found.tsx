import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { PageTitle } from '@/components/ui/page-title'
import { DEFAULT_LOCALE, isLocale, translator } from '@/server/platform/locales'
import { PATH_HEADER } from '@/server/http/headers'
import { PageShell } from './[locale]/page-shell'
import { Document } from './document'

/** Next gives this page no parameters, so the locale comes from the path. */
async function localeOfPath(): Promise<string> {
  const first = (await headers()).get(PATH_HEADER)?.split('/')[1] ?? ''
  return isLocale(first) ? first : DEFAULT_LOCALE
}

export async function generateMetadata(): Promise<Metadata> {
  const locale = await localeOfPath()
  return { title: `${translator(locale, 'error')('notFound')} – ${translator(locale, 'ui')('name')}` }
}

export default async function NotFound() {
  const locale = await localeOfPath()
  const t = translator(locale, 'error')
  return (
    <Document locale={locale}>
      <PageShell locale={locale} crumbs={[]}>
        <main id="main" className="mx-auto max-w-column px-4 py-16">
          <PageTitle size="narrow">{t('notFound')}</PageTitle>
          <p className="mt-2 leading-relaxed">{t('notFoundText')}</p>
          <a className="btn btn-primary mt-6" href={`/${locale}/learn`}>
            {t('toScenarios')}
          </a>
        </main>
      </PageShell>
    </Document>
  )
}
