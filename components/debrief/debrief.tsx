'use client'
import { CircleCheck, Lock, ShieldAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Debrief as View } from '@/scenarios/engine/debrief/debrief'
import { PageTitle } from '../ui/page-title'
import { BranchMapFigure, type BranchMapProps } from './branch-map'
import { Decisions } from './decisions'
import { type PractisedProps, Practised } from './practised'
import { Cite, type SourceView, Sources } from './sources'

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
  /** Practice enters no profile, and a tutorial has no result. */
  counts: 'learn' | 'practice' | 'tutorial'
  draft: boolean
}

/** The debrief: what happened, whether it was genuine, why, and what would have worked. */
export function Debrief({ title, view, map, practised, sources, replay, belongs, shared, recorded, counts, draft }: DebriefProps) {
  const t = useTranslations('debrief')
  const numbers = new Map(sources.map((s, i) => [s.id, i + 1]))
  return (
    <main id="main" className="mx-auto w-full max-w-site px-4 pb-16 lg:px-8">
      <div className="grid gap-x-12 gap-y-6 pt-7 lg:grid-cols-[minmax(0,1fr)_22rem] lg:pt-10">
        <div>
          <PageTitle eyebrow={`${title} · ${t('howItEnded')}`} lead={view.ending.text} focusable>
            {view.ending.title}
          </PageTitle>
        </div>
        <Counts counts={view.counts} />
      </div>

      <div className="mt-7 grid gap-4 lg:grid-cols-2">
        <Verdict view={view} numbers={numbers} />
        <Result view={view} counts={counts} />
      </div>
      <p className="mt-4 flex items-start gap-2.5 rounded-xl border border-line bg-surface px-4 py-3 text-note leading-normal text-ink-2 noprint">
        <Lock className="icon mt-0.5 text-good" />
        <span>
          <b className="font-semibold text-ink">{t('onlyYou')}</b> {t(belongs === 'account' ? 'onlyYouAccount' : 'onlyYouMore')}{' '}
          {shared && `${t('onlyYouResults')} `}
          <a className="link" href={recorded}>
            {t('recorded')}
          </a>
        </span>
      </p>

      <div className="mt-9 grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Decisions decisions={view.decisions} numbers={numbers} replay={replay} />
        <div className="space-y-9">
          <BranchMapFigure map={map} path={view.path} places={view.places} />
          <Practised {...practised} certain={view.certain} />
        </div>
      </div>
      <Sources sources={sources} draft={draft} />
    </main>
  )
}

function Counts({ counts: { signs, harmless, sound } }: { counts: View['counts'] }) {
  const t = useTranslations('debrief')
  const cells = [
    signs[1] > 0 ? { label: t('signs'), n: signs[0], of: signs[1] } : { label: t('noSigns'), n: 0, of: 0 },
    { label: t('harmless'), n: harmless[0], of: harmless[1] },
    { label: t('sound'), n: sound[0], of: sound[1] },
  ]
  return (
    <dl className="grid grid-cols-3 gap-x-4 self-end border-t border-line pt-4 lg:border-s lg:border-t-0 lg:ps-6 lg:pt-0">
      {cells.map(({ label, n, of }) => (
        <div key={label} className="flex flex-col-reverse justify-end gap-0.5">
          <dt className="text-fine leading-medium text-ink-2">{label}</dt>
          <dd className="text-title leading-8 tabular-nums">
            {n}
            {of > 0 && <span className="text-base font-medium text-ink-3"> {t('of', { of })}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Whether it was genuine, how one could know, and what the learner thought. */
function Verdict({ view, numbers }: { view: View; numbers: Map<string, number> }) {
  const t = useTranslations('debrief')
  const genuine = view.nature === 'genuine'
  return (
    <section aria-labelledby="verdict-h" className="card p-5">
      <h2 id="verdict-h" className="flex items-center gap-2 text-h3">
        {genuine ? <CircleCheck className="icon text-good" /> : <ShieldAlert className="icon text-signal" />}
        {t(genuine ? 'wasGenuine' : 'wasApproach')}
      </h2>
      <p className="mt-2 leading-relaxed text-ink-2">
        {view.verdict.text}
        <Cite ids={view.verdict.cites} numbers={numbers} />
      </p>
      {view.judgement && (
        <p className="mt-3 border-t border-line pt-3 text-note leading-normal">
          {t('yourJudgement', { looks: t(`looks.${view.judgement.looks}`), sure: t(`sureness.${view.judgement.sure}`) })}{' '}
          {view.judgement.right ? t('judgedRight') : t('judgedWrong', { nature: view.nature })}
        </p>
      )}
    </section>
  )
}

/** What was repaired comes before the score, even if the score is no pass. */
function Result({ view: { result }, counts }: { view: View; counts: DebriefProps['counts'] }) {
  const t = useTranslations('debrief')
  const said = [
    result.repaired && t('repaired'),
    result.unrepaired && t('unrepaired'),
    !result.repaired && !result.unrepaired && result.recovered && t('recovered'),
  ].filter((line) => line !== false)
  return (
    <section aria-labelledby="result-h" className="card p-5">
      <h2 id="result-h" className="text-h3">
        {t('result')}
      </h2>
      {said.map((line) => (
        <p key={line} className="mt-2 leading-relaxed">
          {line}
        </p>
      ))}
      {counts !== 'tutorial' && <Points {...result} />}
      {counts !== 'learn' && <p className="mt-2 text-note text-ink-2">{t(counts)}</p>}
    </section>
  )
}

function Points({ final, passed }: View['result']) {
  const t = useTranslations('debrief')
  const points = Math.round(final * 100)
  return (
    <>
      <p className="mt-2 flex items-baseline gap-2">
        <span className="text-title leading-8 tabular-nums">{points}</span>
        <span className="text-ink-2">{t('points')}</span>
      </p>
      <svg
        viewBox="0 0 100 4"
        preserveAspectRatio="none"
        className="mt-2 h-2.5 w-full overflow-hidden rounded-full bg-line-2"
        aria-hidden="true"
      >
        <rect className="fill-accent" width={points} height="4" />
        <rect className="fill-ink" x="69.6" width=".8" height="4" />
      </svg>
      <p className="mt-2 text-note leading-normal text-ink-2">
        {t(passed ? 'passed' : 'notPassed')} {t('scoreNote')}
      </p>
    </>
  )
}
