import { DraftEnd } from '@/components/draft/draft-end'
import { DraftPlayer } from '@/components/draft/draft-player'
import { Notice } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { Texts } from '@/components/ui/texts'
import { PageShell } from '@/app/[locale]/page-shell'
import type { Draft } from '@/scenarios/authoring/draft/read-draft'
import { debrief } from '@/scenarios/engine/debrief/debrief'
import type { Variant } from '@/scenarios/engine/format/schema'
import { FIELD, choicesOf, ratingIn } from '@/scenarios/engine/play/moment-form'
import { type DraftFile, readDraftFile } from '@/server/drafts/folder'
import { type Played, type PlayedDraft, journalIn, journalText, playOn, playedDraft } from '@/server/drafts/played'
import { firstReadingOf } from '@/server/drafts/reading'
import { evidenceIn } from '@/server/library/library'
import { permitted } from '@/server/nextjs/current-person'
import { gone } from '@/server/nextjs/responses'
import { SECTIONS } from '@/server/nextjs/sections'
import { titled } from '@/server/nextjs/titled'
import { languageOf, messagesOf, translator } from '@/server/platform/locales'
import { Faults } from '../faults'
import { Follow } from './follow'
import { Panel } from './panel'

type Props = PageProps<'/[locale]/manage/scenarios/drafts/[draft]/play'>
const NOTES = ['saved', 'changed', 'long', 'text'] as const

export const generateMetadata = titled('drafts', (t) => t('play'))

/** A draft as a learner would meet it, with what an author wants to know beside it. */
export default async function Page({ params, searchParams }: Props) {
  const { locale, draft: id } = await params
  const list = `/${locale}/manage/scenarios/drafts`
  const page = `${list}/${id}`
  await permitted(locale, `${page}/play`, ...SECTIONS.scenarios)
  const file = await readDraftFile(id)
  if (!file) return gone(locale)
  const t = translator(locale, 'drafts')
  const query = formOf(await searchParams)
  const { draft, whole } = await firstReadingOf(file)
  const variant = variantIn(draft, query.get('variant'))
  const played = draft && variant && (await playedDraft(id, draft, variant))
  const note = NOTES.find((each) => each === query.get('note'))
  return (
    <PageShell
      locale={locale}
      crumbs={[
        { label: translator(locale, 'manage')('scenarios.title'), href: `/${locale}/manage/scenarios` },
        { label: t('title'), href: list },
        { label: id, href: page },
        { label: t('play') },
      ]}
    >
      <Follow address={`${page}/version`} state={`${file.version} ${whole}`} />
      {played ? (
        <Playing {...{ locale, page, file, variant, query, played }} draft={draft} whole={whole} note={note && t(`edit.said.${note}`)} />
      ) : (
        <main id="main" className="mx-auto max-w-site px-4 pb-16 pt-8 lg:px-8">
          <PageTitle>{t('unplayable')}</PageTitle>
          {draft ? <Faults locale={locale} all={draft.findings} file={file.text} /> : <Notice tone="problem">{t('faults.unread')}</Notice>}
        </main>
      )}
    </PageShell>
  )
}

interface PlayingProps {
  locale: string
  page: string
  file: DraftFile
  draft: Draft
  variant: Variant
  query: URLSearchParams
  played: PlayedDraft
  whole: boolean
  note: string | undefined
}
async function Playing({ locale, page, file, draft, variant, query, played, whole, note }: PlayingProps) {
  const at = playOn(played.play, journalIn(query.get('j') ?? ''), query.has(FIELD.seq) ? query : null)
  const journal = journalText(at.steps.map(({ event }) => event))
  const { ui, play, channels, debrief, drafts } = messagesOf(locale)
  return (
    <Texts locale={languageOf(locale)} messages={{ ui, play, channels, debrief, drafts }}>
      <div className="grid items-start xl:grid-cols-[minmax(0,1fr)_25rem]">
        <div className="min-w-0">
          {at.state.phase === 'debrief' ? (
            <DraftEnd view={await lookBack(file.id, draft, played, at)} title={played.scenario.title} signs={`/${locale}/signs`} />
          ) : (
            <DraftPlayer
              play={JSON.stringify(played.play)}
              events={at.steps.map(({ event }) => event)}
              missing={at.missing}
              draft={{ choices: choicesOf(query), rating: ratingIn(query) }}
              action={`${page}/play`}
              kept={{ variant, j: journal, [FIELD.seq]: String(at.steps.length) }}
            />
          )}
        </div>
        <Panel {...{ locale, page, file, draft, variant, played, at, journal, whole, note }} />
      </div>
    </Texts>
  )
}

async function lookBack(id: string, draft: Draft, { compiled, play, fill }: PlayedDraft, { steps }: Played) {
  const { indicators } = await evidenceIn('en')
  const other = await playedDraft(id, draft, compiled.key.variant === 'hostile' ? 'genuine' : 'hostile')
  const { score: _, ...view } = debrief({
    compiled,
    play,
    steps,
    fill,
    indicators,
    other: other && { play: other.play, key: other.compiled.key },
  })
  return view
}

function variantIn(draft: Draft | null, asked: string | null): Variant | null {
  const there = (['hostile', 'genuine'] as const).filter((variant) => draft?.compiled?.[variant])
  return there.find((variant) => variant === asked) ?? there[0] ?? null
}

function formOf(query: Record<string, string | string[] | undefined>): URLSearchParams {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) for (const each of [value ?? []].flat()) form.append(name, each)
  return form
}
