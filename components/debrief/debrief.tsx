'use client'
import { Lock } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Debrief as View } from '@/scenarios/engine/debrief/debrief'
import { toExplain } from '@/scenarios/engine/debrief/explain'
import { BranchMapFigure, type BranchMapProps } from './branch-map'
import { Cards } from './cards'
import { HowToKnow } from './how-to-know'
import { Decisions } from './decisions'
import { Flagged } from './flagged'
import { Fold } from './fold'
import { RatingCurve } from './ratings'
import { Opening } from './opening'
import { Result } from './result'
import { SourceList, type SourceView } from './sources'
import { Reporting } from './reporting'
import { BackToWork, type BackToWorkProps } from './back-to-work'
import { ToolsUsed } from './tools-used'

export interface DebriefProps extends BackToWorkProps {
  title: string
  view: View
  map: BranchMapProps['map']
  /** The learner's skills so far; null if we know only this attempt. */
  practised: React.ReactNode
  sources: SourceView[]
  belongs: keyof typeof BELONGS
  /** Whether its course shows the result to the organisation. */
  shared: boolean
  /** What the organisation records; null outside our server. */
  recorded: string | null
  /** Points of the attempt that this one repeats from a decision. */
  before: number | null
  /** Practice enters no profile; a tutorial has no result. */
  counts: 'learn' | 'practice' | 'tutorial'
  draft: boolean
  /** Address of the page with all signs; null outside our server. */
  signs: string | null
  language: string | null
}

export function Debrief({ title, view, language, before, ...rest }: DebriefProps) {
  const t = useTranslations('debrief')
  const { sources, counts, replay, other, next, contact, own } = rest
  const numbers = new Map(sources.map((s, i) => [s.id, i + 1]))
  // A tutorial has no score and only one variant.
  const scored = counts !== 'tutorial'
  return (
    <main
      id="main"
      className="debrief mx-auto w-full max-w-site space-y-3 px-4 pb-6 pt-5 sm:space-y-4 sm:pb-12 sm:pt-6 print:space-y-2 print:p-0 lg:px-8 lg:pt-10"
    >
      <Opening view={view} title={title} before={before} language={language} />
      <Cards view={view} numbers={numbers} scored={scored} replay={replay} />
      {scored ? <Reporting view={view} numbers={numbers} /> : <ToolsUsed tried={view.tried} />}
      {view.ratings.length > 0 && <RatingCurve ratings={view.ratings} judgement={view.judgement} alone={!scored} />}
      <Folds view={view} numbers={numbers} scored={scored} {...rest} />
      {counts !== 'learn' && <p className="px-1 text-note text-ink-2">{t(counts)}</p>}
      <BackToWork
        replay={replay}
        other={other}
        next={next}
        contact={contact}
        own={own}
        moment={scored && view.moment.kind === 'sound' ? view.moment : null}
      />
      <Recorded {...rest} />
    </main>
  )
}

interface FoldsProps extends Pick<DebriefProps, 'view' | 'map' | 'practised' | 'sources' | 'replay' | 'draft' | 'signs'> {
  numbers: Map<string, number>
  scored: boolean
}
function Folds({ view, map, practised, sources, replay, draft, signs, numbers, scored }: FoldsProps) {
  const t = useTranslations('debrief')
  const { result, decisions, endings, moment } = view
  const marked = scored ? moment.marked.map((m) => m.segment) : []
  const asked = toExplain(decisions, marked)
  return (
    <div className="space-y-2 sm:space-y-2.5">
      {asked.length > 0 && (
        <Fold title={t('flagged.title')} note={t('flagged.count', { count: asked.length })} onPaper={false}>
          <Flagged flags={asked} numbers={numbers} />
        </Fold>
      )}
      <Fold title={t(scored ? 'decisions' : 'decisionsAlone')} note={scored ? t('pointsOf', { points: result.points }) : undefined}>
        {scored && <Result view={view} />}
        <Decisions decisions={decisions} counts={view.counts} numbers={numbers} replay={replay} scored={scored} />
      </Fold>
      <Fold title={t('howToKnow')} note={view.pages ? t('howToKnowNote') : undefined}>
        <HowToKnow view={view} all={signs} numbers={numbers} />
      </Fold>
      <Fold title={t('map')} note={t('mapNote', { moments: map.places.length - 1, endings: endings.length })} onPaper={false}>
        <BranchMapFigure map={map} path={view.path} places={view.places} endings={endings} own={view.ending.title} />
      </Fold>
      {sources.length > 0 && (
        <Fold title={t('sources')} note={t('sourcesCount', { count: sources.length })} inOne>
          <SourceList sources={sources} draft={draft} />
        </Fold>
      )}
      {scored && practised && (
        <Fold title={t('practised')} onPaper={false}>
          {practised}
        </Fold>
      )}
    </div>
  )
}

/**
 * Says who sees the attempt: it belongs to an account, an anonymous browser, a launch from another platform, this device alone, or a
 * learning platform, which may get completion alone.
 */
const BELONGS = {
  account: ['onlyYou', 'onlyYouAccount'],
  browser: ['onlyYou', 'onlyYouMore'],
  launch: ['onlyYou', 'onlyYouLaunch'],
  device: ['onDevice', 'onDeviceMore'],
  platform: ['onPlatform', 'onPlatformMore'],
  platformCompletion: ['onPlatformCompletion', 'onPlatformMore'],
  platformCourse: ['onPlatformCourse', 'onPlatformMore'],
  platformCourseCompletion: ['onPlatformCourseCompletion', 'onPlatformMore'],
} as const

function Recorded({ belongs, shared, recorded }: Pick<DebriefProps, 'belongs' | 'shared' | 'recorded'>) {
  const t = useTranslations('debrief')
  const [first, more] = BELONGS[belongs]
  return (
    <p className="flex items-start gap-2.5 px-1 pt-1 text-note leading-normal text-ink-2 noprint">
      <Lock className="icon mt-0.5 text-good" aria-hidden="true" />
      <span>
        <b className="font-semibold text-ink">{t(first)}</b> {t(more)} {shared && `${t('onlyYouResults')} `}
        {recorded && (
          <a className="link" href={recorded}>
            {t('recorded')}
          </a>
        )}
      </span>
    </p>
  )
}
