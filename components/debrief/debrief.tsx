'use client'
import { Lock } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Debrief as View } from '@/scenarios/engine/debrief/debrief'
import { PageTitle } from '../ui/page-title'
import { BranchMapFigure, type BranchMapProps } from './branch-map'
import { Decisions } from './decisions'
import { Fold } from './fold'
import { Keep } from './keep'
import { Leaning } from './leaning'
import { Pages } from './pages'
import { type PractisedProps, Practised } from './practised'
import { Decisive, Result, Verdict } from './result'
import { SourceList, type SourceView } from './sources'
import { Telling } from './telling'
import { Tried } from './tried'
import { Words } from '../ui/words'

export interface DebriefProps {
  /** The pattern's title. */
  title: string
  view: View
  map: BranchMapProps['map']
  practised: PractisedProps
  sources: SourceView[]
  /** Where to post for a replay from a decision; null if there can be none. */
  replay: string | null
  /** Whose it is: an account's, or an anonymous browser's. */
  belongs: 'account' | 'browser'
  /** Whether its course shows the result to the organisation. */
  shared: boolean
  /** What the organisation records, in a place of its own. */
  recorded: string
  /** Where all signs are, with examples. */
  signs: string
  /** Practice enters no profile, and a tutorial has no result. */
  counts: 'learn' | 'practice' | 'tutorial'
  draft: boolean
  /** In which language the story is, if it is not the page's. */
  language: string | null
}

/** How it ended and whether it was genuine; whom one told; how it looked; then the rest, folded; and what to keep. */
export function Debrief({
  title,
  view,
  map,
  practised,
  sources,
  replay,
  belongs,
  shared,
  recorded,
  signs,
  language,
  counts,
  draft,
}: DebriefProps) {
  const t = useTranslations('debrief')
  const numbers = new Map(sources.map((s, i) => [s.id, i + 1]))
  const { sound } = view.counts
  // A tutorial is scored nowhere, and has one truth.
  const scored = counts !== 'tutorial'
  return (
    <main id="main" className="mx-auto w-full max-w-site space-y-4 px-4 pb-16 pt-7 lg:px-8 lg:pt-10">
      <div className="pb-2">
        <PageTitle eyebrow={`${title} · ${t('howItEnded')}`} lead={<Words>{view.ending.text}</Words>} focusable>
          <Words>{view.ending.title}</Words>
        </PageTitle>
        {language && <p className="mt-2 text-small text-ink-3">{language}</p>}
      </div>
      <Verdict view={view} numbers={numbers} />
      {scored ? <Telling view={view} numbers={numbers} /> : <Tried tried={view.tried} />}
      {view.leaning.length > 0 && <Leaning leaning={view.leaning} judgement={view.judgement} alone={!scored} />}
      {scored && (
        <div className="grid gap-4 lg:auto-cols-fr lg:grid-flow-col">
          <Result view={view} practice={counts === 'practice'} />
          {view.decisive && <Decisive check={view.decisive} />}
        </div>
      )}
      {view.pages && <Pages pages={view.pages} nature={view.nature} />}
      <div className="space-y-2.5">
        <Fold title={t('decisions')} note={scored ? t('soundOf', { sound: sound[0], of: sound[1] }) : undefined}>
          <Decisions decisions={view.decisions} counts={view.counts} numbers={numbers} replay={replay} scored={scored} />
        </Fold>
        <Fold title={t('map')} note={t('mapNote', { moments: view.decisions.length, endings: view.endings.length })}>
          <BranchMapFigure map={map} path={view.path} places={view.places} endings={view.endings} own={view.ending.title} />
        </Fold>
        {scored && (
          <Fold title={t('practised')}>
            <Practised {...practised} />
          </Fold>
        )}
        {sources.length > 0 && (
          <Fold title={t('sources')}>
            <SourceList sources={sources} draft={draft} />
          </Fold>
        )}
      </div>
      <Keep keep={view.keep} all={signs} numbers={numbers} />
      {!scored && <p className="px-1 text-note text-ink-2">{t('tutorial')}</p>}
      <p className="flex items-start gap-2.5 px-1 pt-1 text-note leading-normal text-ink-2 noprint">
        <Lock className="icon mt-0.5 text-good" />
        <span>
          <b className="font-semibold text-ink">{t('onlyYou')}</b> {t(belongs === 'account' ? 'onlyYouAccount' : 'onlyYouMore')}{' '}
          {shared && `${t('onlyYouResults')} `}
          <a className="link" href={recorded}>
            {t('recorded')}
          </a>
        </span>
      </p>
    </main>
  )
}
