import { headers } from 'next/headers'
import { DEFAULT_LOCALE, isLocale, translator } from '@/server/locales'
import { PATH_HEADER } from '@/server/page-headers'
import { PageShell } from './page-shell'

/** A not-found page has no parameters: the locale is read from the address. */
export default async function NotFound() {
  const first = (await headers()).get(PATH_HEADER)?.split('/')[1] ?? ''
  const locale = isLocale(first) ? first : DEFAULT_LOCALE
  const t = translator(locale, 'error')
  return (
    <PageShell locale={locale} crumbs={[]}>
      <main id="main" className="mx-auto max-w-[46rem] px-4 py-16">
        <h1 className="text-[1.75rem] font-semibold tracking-[-.018em]">{t('notFound')}</h1>
        <p className="mt-2 leading-[1.6]">{t('notFoundText')}</p>
        <a className="btn btn-primary mt-6" href={`/${locale}/learn`}>{t('toScenarios')}</a>
      </main>
    </PageShell>
  )
}
