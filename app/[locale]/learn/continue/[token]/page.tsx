import type { Metadata } from 'next'
import { linkExpiry } from '@/server/learners'
import { translator } from '@/server/locales'
import { currentLearner } from '@/server/session'
import { PageShell } from '../../../page-shell'

type Props = PageProps<'/[locale]/learn/continue/[token]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator((await params).locale, 'continue')('title') }
}

/** Where a link to another device leads. A preview that merely opens it does not use it up. */
export default async function Page({ params }: Props) {
  const { locale, token } = await params
  const t = translator(locale, 'continue')
  const works = (await linkExpiry(token)) !== null
  return (
    <PageShell locale={locale} crumbs={[{ label: t('title') }]}>
      <main id="main" className="mx-auto max-w-[46rem] px-4 pb-16 pt-8 lg:pt-12">
        <h1 className="text-[1.75rem] font-semibold tracking-[-.018em]">{t(works ? 'title' : 'expired')}</h1>
        <p className="mt-2 leading-[1.6]">{t(works ? 'text' : 'expiredText')}</p>
        {works && (await currentLearner()) && <p className="mt-2 leading-[1.6]">{t('replaces')}</p>}
        {works && (
          <form method="post" action={`/${locale}/learn/continue/${token}/accept`} className="mt-6">
            <button type="submit" className="btn btn-primary">{t('accept')}</button>
            <p className="mt-3 text-ink-2">{t('shared')}</p>
          </form>
        )}
      </main>
    </PageShell>
  )
}
