import { Flag } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { segmentsOf } from '@/scenarios/engine/play/play'
import type { FlagTotals } from '@/scenarios/engine/live/shown'
import type { SceneView } from '@/scenarios/engine/live/view'
import { quoted } from '../../ui/quote'
import { Fit, FitPart, FitTogether } from './fit'
import { ALONE, BRIEF_SHARES, COLUMNS, FLAGGED_SHARES, IF_FLAGGED, SHARES, UNLESS_ALONE, UNLESS_FLAGGED } from './layout'
import { SceneColumn } from './scene'

interface BesideProps {
  scene: SceneView | null
  flags?: FlagTotals | null
  note?: React.ReactNode
  children: React.ReactNode
}

/** A scene next to its question: the width is divided so that the smaller of the two font sizes is as large as possible. */
export function Beside({ scene, flags, note, children }: BesideProps) {
  const question = <section className="flex min-h-full flex-col">{children}</section>
  if (!scene)
    return (
      <Fit max={2.5} min={1.25} className="flex-1">
        {question}
      </Fit>
    )
  return (
    <FitTogether layouts={SHARES} spare={[...BRIEF_SHARES, ...(flags ? FLAGGED_SHARES : []), ALONE]} className="flex-1">
      <div className={`grid h-full grid-rows-[minmax(0,1fr)] gap-x-9 ${COLUMNS}`}>
        <FitPart max={1.7} min={1.25} className={UNLESS_ALONE}>
          <div className={flags ? UNLESS_FLAGGED : undefined}>
            <SceneColumn scene={scene} flags={flags} />
            {note}
          </div>
          {flags && <MostFlagged scene={scene} flags={flags} />}
        </FitPart>
        <FitPart max={1.9} min={1.25}>
          {question}
        </FitPart>
      </div>
    </FitTogether>
  )
}

/** As many as a room can take in. */
const MOST = 5

/** Replaces the scene in which they were flagged. */
function MostFlagged({ scene, flags: { by, counts } }: { scene: SceneView; flags: FlagTotals }) {
  const t = useTranslations('liveProjector')
  const most = scene.show
    .flatMap((a) => segmentsOf(a, { facts: [], checks: [] }))
    .map(({ id, text }) => ({ id, text, n: counts[id] ?? 0 }))
    .filter(({ n }) => n > 1)
    .sort((a, b) => b.n - a.n)
    .slice(0, MOST)
  return (
    <section className={`leading-snug ${IF_FLAGGED}`}>
      <h2 className="flex items-center gap-[.5em] font-semibold">
        <Flag className="icon text-signal" aria-hidden="true" />
        {t('mostFlagged', { count: by })}
      </h2>
      <ol className="mt-[.5em] space-y-[.5em]">
        {most.map(({ id, text, n }) => (
          <li key={id} className="grid grid-cols-[minmax(0,1fr)_1.6em] gap-x-[.8em] border-s-[.2em] border-signal-line ps-[.7em]">
            <span>{quoted(text)}</span>
            <b className="text-end font-semibold tabular-nums">{n}</b>
          </li>
        ))}
      </ol>
    </section>
  )
}
