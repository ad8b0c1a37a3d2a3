import type { Metadata } from 'next'
import { ForeignNote, spoken } from '@/app/[locale]/foreign-note'
import { Sources } from '@/components/debrief/sources'
import { PageTitle } from '@/components/ui/page-title'
import { Texts } from '@/components/ui/texts'
import { InLanguage } from '@/components/ui/words'
import { evidenceIn, libraryIn } from '@/server/library/library'
import { languageOf, messagesOf, translator } from '@/server/platform/locales'
import { PageShell } from '../../page-shell'
import { ApproachCard } from './approach-card'

type Props = PageProps<'/[locale]/sources'>
const POINTS = ['report', 'guidance', 'own', 'left', 'hidden'] as const

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator((await params).locale, 'sources')('title') }
}

/** What everything rests on: each approach with the sentences of the report, where it is trained, and the guidance. */
export default async function Page({ params }: Props) {
  const { locale } = await params
  const t = translator(locale, 'sources')
  const { approaches, sources, sourceOf, language } = await evidenceIn(locale)
  const { pattern } = await libraryIn(locale)
  const { foreign } = spoken(locale, language)
  const { ui, debrief } = messagesOf(locale)
  const all = Object.entries(approaches).map(([id, approach]) => ({ approach, story: pattern(id) }))
  const trained = all.filter(({ story }) => story)
  const groups = [
    ['trained', trained],
    ['coming', all.filter(({ story }) => !story)],
  ] as const
  return (
    <PageShell locale={locale} crumbs={[{ label: t('title') }]}>
      <main id="main" className="mx-auto max-w-broad px-4 pb-16 pt-8 lg:px-8 lg:pt-12">
        <PageTitle lead={t('lead')}>{t('title')}</PageTitle>
        <p className="mt-3 max-w-prose font-medium leading-relaxed">{t('fair')}</p>
        <ForeignNote locale={locale} foreign={foreign} />
        <ul className="mt-6 max-w-prose list-disc space-y-2 ps-5 leading-relaxed">
          {POINTS.map((point) => (
            <li key={point}>{t(`points.${point}`)}</li>
          ))}
        </ul>
        <p className="mt-6">
          <a className="link" href={`/${locale}/sources/services`}>
            {t('services')}
          </a>
        </p>
        <section aria-labelledby="approaches-h" className="mt-12">
          <h2 id="approaches-h" className="text-h2">
            {t('approaches')}
          </h2>
          <p className="mt-1 text-ink-2">{t('count', { trained: trained.length, all: all.length })}</p>
          {groups.map(([name, some]) => (
            <section key={name} aria-labelledby={`${name}-h`} className="mt-6">
              <h3 id={`${name}-h`} className="text-h3">
                {t(name)}
              </h3>
              <ul className="mt-3 gap-4 md:columns-2">
                {some.map(({ approach, story }) => (
                  <ApproachCard
                    key={approach.label}
                    locale={locale}
                    approach={approach}
                    story={story}
                    passages={approach.cites.flatMap((id) => sourceOf(id) ?? [])}
                    foreign={foreign}
                  />
                ))}
              </ul>
            </section>
          ))}
        </section>
        <Texts locale={languageOf(locale)} messages={{ ui, debrief }}>
          <InLanguage story={null} sources={foreign}>
            <Sources sources={sources.filter(({ kind }) => kind === 'guidance')} draft={false} title={t('guidance')} />
          </InLanguage>
        </Texts>
      </main>
    </PageShell>
  )
}
