import type { Metadata } from 'next'
import { permitted } from '@/server/next/current-person'
import { translator } from '@/server/platform/locales'
import { PageShell } from '../../page-shell'
import { SECTIONS, sectionsOf } from './manage-shell'

type Props = PageProps<'/[locale]/manage'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator((await params).locale, 'manage')('title') }
}

/** What there is to manage, according to the person's roles. */
export default async function Page({ params }: Props) {
  const { locale } = await params
  const person = await permitted(locale, `/${locale}/manage`, ...new Set(Object.values(SECTIONS).flat()))
  const t = translator(locale, 'manage')
  return (
    <PageShell locale={locale} crumbs={[{ label: t('title') }]}>
      <main id="main" className="mx-auto max-w-[1240px] px-4 pb-16 pt-8 lg:px-8 lg:pt-12">
        <h1 className="text-[1.75rem] font-semibold tracking-[-.018em] sm:text-[2.25rem]">{t('title')}</h1>
        <p className="mt-2 text-[1.0625rem] leading-[1.6] text-ink-2">{t('lead')}</p>
        <ul className="mt-8 grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {sectionsOf(person).map((section) => (
            <li key={section} className="card relative p-5 focus-within:outline-3 focus-within:outline-accent hover:bg-surface-2">
              <h2 className="text-[1.125rem] font-semibold">
                <a className="after:absolute after:inset-0" href={`/${locale}/manage/${section}`}>
                  {t(`${section}.title`)}
                </a>
              </h2>
              <p className="mt-1 leading-[1.6] text-ink-2">{t(`${section}.text`)}</p>
            </li>
          ))}
        </ul>
      </main>
    </PageShell>
  )
}
