'use client'
import { Lock } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Debrief as View } from '@/scenarios/engine/debrief/debrief'
import type { Points } from '@/scenarios/engine/score/attempt'
import { toExplain } from '@/scenarios/engine/debrief/explain'
import { BranchMapFigure, type BranchMapProps } from './branch-map'
import { Decisions } from './decisions'
import { Flagged } from './flagged'
import { Fold } from './fold'
import { Keep } from './keep'
import { Pages } from './pages'
import { RatingCurve } from './ratings'
import { Head, Opening } from './opening'
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
  before: Points | null
  /** Practice enters no profile; a tutorial has no result. */
  counts: 'learn' | 'practice' | 'tutorial'
  draft: boolean
  /** Address of the page with all signs; null outside our server. */
  signs: string | null
  language: string | null
}

/** Begins with how it ended, what it was and what to keep. Then it tells the play moment by moment, folded; the rest is folded, too. */
export function Debrief({ title, view, language, before, ...rest }: DebriefProps) {
  const t = useTranslations('debrief')
  const { sources, counts, replay, other, next, contact, own } = rest
  const numbers = new Map(sources.map((s, i) => [s.id, i + 1]))
  const isTutorial = counts === 'tutorial'
  const last = (
    <BackToWork
      replay={replay}
      other={other}
      next={next}
      contact={contact}
      own={own}
      moment={!isTutorial && view.moment.kind === 'sound' ? view.moment : null}
    />
  )
  return (
    <main
      id="main"
      className="debrief mx-auto w-full max-w-site space-y-3 px-4 pb-6 pt-5 sm:space-y-4 sm:pb-12 sm:pt-6 print:space-y-2 print:p-0 lg:px-8 lg:pt-10"
    >
      <Head view={view} title={title} before={before} />
      <div className="grid items-start gap-x-12 gap-y-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] print:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] print:gap-x-6">
        <Opening view={view} unscored={!isTutorial && !view.result} language={language} numbers={numbers} />
        <Keep keep={view.keep} all={rest.signs} numbers={numbers} />
      </div>
      {isTutorial && <ToolsUsed tried={view.tried} />}
      {/* It may have been about the learner's own life, so who helps comes before what there is to read. */}
      {own && last}
      <Decisions view={view} numbers={numbers} replay={replay} hasMoment={!isTutorial} />
      <Folds view={view} numbers={numbers} isTutorial={isTutorial} {...rest} />
      {counts !== 'learn' && <p className="px-1 text-note text-ink-2">{t(counts)}</p>}
      {!own && last}
      <Recorded {...rest} />
    </main>
  )
}

interface FoldsProps extends Pick<DebriefProps, 'view' | 'map' | 'practised' | 'sources' | 'draft'> {
  numbers: Map<string, number>
  isTutorial: boolean
}
function Folds({ view, map, practised, sources, draft, numbers, isTutorial }: FoldsProps) {
  const t = useTranslations('debrief')
  const { result, decisions, endings, moment, reporting } = view
  const { asked, flagged } = toExplain(decisions, isTutorial ? [] : moment.marked.map((m) => m.segment))
  return (
    <div className="space-y-2 sm:space-y-2.5">
      {!isTutorial && (
        <Fold
          title={t('reporting.title')}
          note={
            result && reporting.chances > 0 ? t('reporting.count', { reported: reporting.reported, chances: reporting.chances }) : undefined
          }
        >
          <Reporting view={view} numbers={numbers} />
        </Fold>
      )}
      {view.ratings.length > 0 && (
        <Fold title={t(isTutorial ? 'ratings.titleAlone' : 'ratings.title')} inOne>
          <RatingCurve
            ratings={view.ratings}
            judgement={view.judgement}
            variant={view.variant}
            decisive={view.decisive}
            alone={isTutorial}
          />
        </Fold>
      )}
      {view.pages && (
        <Fold title={t('pages.title')} onPaper={false}>
          <Pages pages={view.pages} variant={view.variant} />
        </Fold>
      )}
      {asked.length > 0 && (
        <Fold title={t('flagged.title')} note={t('flagged.count', { count: asked.length, flagged })} onPaper={false}>
          <Flagged flags={asked} flagged={flagged} />
        </Fold>
      )}
      <Fold title={t('map')} note={t('mapNote', { moments: map.places.length - 1, endings: endings.length })} onPaper={false}>
        <BranchMapFigure map={map} path={view.path} places={view.places} endings={endings} own={view.ending.title} />
      </Fold>
      {sources.length > 0 && (
        <Fold title={t('sources')} note={t('sourcesCount', { count: sources.length })} inOne="after">
          <SourceList sources={sources} draft={draft} />
        </Fold>
      )}
      {result && practised && (
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
