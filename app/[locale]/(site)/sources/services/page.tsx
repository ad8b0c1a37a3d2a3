import { ForeignNote, spoken } from '@/app/[locale]/foreign-note'
import { Cite, Sources } from '@/components/debrief/sources'
import { PageTitle } from '@/components/ui/page-title'
import { Texts } from '@/components/ui/texts'
import { InLanguage } from '@/components/ui/words'
import { Section } from '@/components/ui/section'
import { evidenceIn } from '@/server/library/library'
import { languageOf, messagesOf, translator } from '@/server/platform/locales'
import { titled } from '@/server/nextjs/titled'
import { PageShell } from '../../../page-shell'
import { PARAGRAPHS, PRIMER, citedHere } from './primer'
import { Structure } from './structure'

type Props = PageProps<'/[locale]/sources/services'>

export const generateMetadata = titled('services', (t) => t('title'))

export default async function Page({ params }: Props) {
  const { locale } = await params
  const t = translator(locale, 'services')
  const { sourceOf, language } = await evidenceIn(locale)
  const { foreign } = spoken(locale, language)
  const { ui, debrief } = messagesOf(locale)
  const numbers = new Map(citedHere.map((id, i) => [id, i + 1]))
  return (
    <PageShell
      locale={locale}
      crumbs={[{ label: translator(locale, 'sources')('title'), href: `/${locale}/sources` }, { label: t('title') }]}
    >
      <Texts locale={languageOf(locale)} messages={{ ui, debrief }}>
        <InLanguage scenario={null} sources={foreign}>
          <main id="main" className="mx-auto max-w-broad px-4 pb-16 pt-8 lg:px-8 lg:pt-12">
            <PageTitle lead={t('lead')}>{t('title')}</PageTitle>
            <p className="card mt-6 max-w-prose p-5 leading-relaxed">
              <strong className="block font-semibold">{t('fair')}</strong>
              {t('fairText')}
            </p>
            <ForeignNote locale={locale} foreign={foreign} />
            <Structure locale={locale} numbers={numbers} />
            {PRIMER.map((section) => (
              <section key={section} aria-labelledby={`${section}-h`} className="mt-8">
                <h2 id={`${section}-h`} className="text-h2">
                  {t(`sections.${section}`)}
                </h2>
                <p className="mt-2 max-w-prose leading-relaxed">
                  {PARAGRAPHS[section].map(({ id, cites }) => (
                    <span key={id}>
                      {t(`sentences.${id}`)}
                      <Cite ids={[...cites]} numbers={numbers} />{' '}
                    </span>
                  ))}
                </p>
              </section>
            ))}
            <Section name="you" title={t('you')} className="mt-8">
              <p className="mt-2 max-w-prose leading-relaxed">{t('youText')}</p>
              <p className="mt-3">
                <a className="link" href={`/${locale}/signs`}>
                  {translator(locale, 'signs')('title')}
                </a>
              </p>
            </Section>
            <Sources sources={citedHere.flatMap((id) => sourceOf(id) ?? [])} draft={false} />
          </main>
        </InLanguage>
      </Texts>
    </PageShell>
  )
}
