import { ForeignNote, spoken } from '@/app/[locale]/foreign-note'
import { Signs } from '@/components/debrief/signs'
import { type ContentsEntry, WithContents } from '@/components/ui/contents'
import { PageTitle } from '@/components/ui/page-title'
import { Texts } from '@/components/ui/texts'
import { InLanguage } from '@/components/ui/words'
import { langOf } from '@/scenarios/engine/play/language'
import { SIGN_GROUPS, type Sign } from '@/scenarios/library/evidence'
import { evidenceIn } from '@/server/library/library'
import { languageOf, messagesOf, translator } from '@/server/platform/locales'
import { titled } from '@/server/nextjs/titled'
import { PageShell } from '../../page-shell'

type Props = PageProps<'/[locale]/signs'>

export const generateMetadata = titled('signs', (t) => t('title'))

const shownOf = ({ label, cites, worrying, harmless, group }: Sign, i: number) => ({
  id: `${group}-${i + 1}`,
  label,
  cites,
  worrying,
  harmless,
})

/** For after a debrief: a list of signs before it would spoil the looking. */
export default async function Page({ params }: Props) {
  const { locale } = await params
  const t = translator(locale, 'signs')
  const { signs, decoys, sourceOf, language } = await evidenceIn(locale)
  const { foreign } = spoken(locale, language)
  const { ui, debrief, signs: texts } = messagesOf(locale)
  const groups = SIGN_GROUPS.map((name) => ({ name, signs: signs.filter(({ group }) => group === name).map(shownOf) }))
  const contents: ContentsEntry[] = [
    ...groups.map(({ name, signs: there }) => ({
      id: `${name}-h`,
      label: t(`groups.${name}`),
      within: there.map(({ id, label }) => ({ id, label, lang: langOf(foreign, label) })),
    })),
    { id: 'nothing-h', label: t('nothing') },
    { id: 'sources-h', label: translator(locale, 'debrief')('sources') },
  ]
  return (
    <PageShell locale={locale} crumbs={[{ label: t('title') }]}>
      <Texts locale={languageOf(locale)} messages={{ ui, debrief, signs: texts }}>
        <InLanguage scenario={null} sources={foreign}>
          <main id="main" className="mx-auto max-w-site px-4 pb-16 pt-8 lg:px-8 lg:pt-12">
            <PageTitle lead={t('lead')}>{t('title')}</PageTitle>
            <p className="mt-3 max-w-prose leading-relaxed text-ink-2">{t('fair')}</p>
            <ForeignNote locale={locale} foreign={foreign} />
            <WithContents title={translator(locale, 'ui')('contents')} entries={contents}>
              <Signs
                groups={groups}
                decoys={decoys}
                sources={[...new Set(signs.flatMap(({ cites }) => cites))].flatMap((id) => sourceOf(id) ?? [])}
              />
            </WithContents>
          </main>
        </InLanguage>
      </Texts>
    </PageShell>
  )
}
