import { ForeignNote, spoken } from '@/app/[locale]/foreign-note'
import { Sources } from '@/components/debrief/sources'
import { WithContents } from '@/components/ui/contents'
import { PageTitle } from '@/components/ui/page-title'
import { Texts } from '@/components/ui/texts'
import { InLanguage } from '@/components/ui/words'
import { langOf } from '@/scenarios/engine/play/language'
import { evidenceIn } from '@/server/library/library'
import { languageOf, messagesOf, translator } from '@/server/platform/locales'
import { titled } from '@/server/nextjs/titled'
import { PageShell } from '../../page-shell'
import { Patterns, patternGroups } from './patterns'

type Props = PageProps<'/[locale]/sources'>
const POINTS = ['assessment', 'guidance', 'own', 'left', 'hidden'] as const

export const generateMetadata = titled('sources', (t) => t('title'))

export default async function Page({ params }: Props) {
  const { locale } = await params
  const t = translator(locale, 'sources')
  const { sources, language } = await evidenceIn(locale)
  const { foreign } = spoken(locale, language)
  const { ui, debrief } = messagesOf(locale)
  const contents = [
    { id: 'patterns-h', label: t('patterns') },
    ...(await patternGroups(locale)).map(({ name, patterns }) => ({
      id: `${name}-h`,
      label: t(name),
      within: patterns.map(({ id, pattern: { label } }) => ({ id, label, lang: langOf(foreign, label) })),
    })),
    { id: 'sources-h', label: t('guidance') },
  ]
  return (
    <PageShell locale={locale} crumbs={[{ label: t('title') }]}>
      <main id="main" className="mx-auto max-w-site px-4 pb-16 pt-8 lg:px-8 lg:pt-12">
        <PageTitle lead={t('lead')}>{t('title')}</PageTitle>
        <p className="mt-3 max-w-prose font-medium leading-relaxed">{t('fair')}</p>
        <ForeignNote locale={locale} foreign={foreign} />
        <WithContents title={translator(locale, 'ui')('contents')} entries={contents}>
          <ul className="mt-6 max-w-prose list-disc lg:mt-10 space-y-2 ps-5 leading-relaxed">
            {POINTS.map((point) => (
              <li key={point}>{t(`points.${point}`)}</li>
            ))}
          </ul>
          <p className="mt-6">
            <a className="link" href={`/${locale}/sources/services`}>
              {t('services')}
            </a>
          </p>
          <Patterns locale={locale} foreign={foreign} />
          <Texts locale={languageOf(locale)} messages={{ ui, debrief }}>
            <InLanguage scenario={null} sources={foreign}>
              <Sources sources={sources.filter(({ kind }) => kind === 'guidance')} draft={false} title={t('guidance')} />
            </InLanguage>
          </Texts>
        </WithContents>
      </main>
    </PageShell>
  )
}
