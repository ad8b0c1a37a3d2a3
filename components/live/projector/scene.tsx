import { Flag, Search } from 'lucide-react'
import { memo } from 'react'
import { useTranslations } from 'use-intl'
import type { SceneView } from '@/scenarios/engine/live/view'
import { ArtefactCard } from '../../channels/artefact'
import { saidOnce } from '../../channels/person'
import { RESOLVED } from '../shared/resolved'
import { Fit } from './fit'
import {
  CLOSE,
  CLOSER,
  CLOSE_SHARES,
  COLUMNS,
  NOT_ALONE,
  REMINDER,
  SHARES,
  SMALL,
  SMALL_SHARES,
  WHOLE,
  parting,
  weightOf,
  weightOfFindings,
} from './layout'

const whenAndWhere = ({ when, place }: SceneView): string => `${when} · ${place}`

/**
 * The artefacts, as large as possible; in two columns if there are several. Once the room has checked something, the finding is the news,
 * because the artefacts have been read: they may be smaller below it.
 */
interface ReadingProps {
  scene: SceneView
  flagging: boolean
}
export const Reading = memo(function Reading({ scene, flagging }: ReadingProps) {
  return (
    <>
      <div className="mb-2 flex flex-wrap items-baseline gap-x-8 squarish:mb-1 squarish:gap-x-5 squarish:leading-tight">
        <p className="order-1 leading-snug text-ink-2 squarish:order-none squarish:basis-full squarish:leading-tight">
          {whenAndWhere(scene)}&nbsp; <Simulated on="squarish:hidden" />
        </p>
        <h1 className="text-fit-xl font-semibold leading-tight tracking-tight squarish:text-fit-lg">{scene.title}</h1>
        {flagging && scene.found.length === 0 && (
          <span className="hidden squarish:block">
            <FlagHint />
          </span>
        )}
        <span className="hidden text-ink-2 squarish:inline">
          <Simulated />
        </span>
      </div>
      {scene.found.length > 0 && (
        <div className="mb-3 leading-snug">
          <Findings found={scene.found} />
        </div>
      )}
      <MomentView scene={scene} />
    </>
  )
})

/** In the top bar where the picture is wide. */
export function FlagHint() {
  const t = useTranslations('liveProjector')
  return (
    <p className="flex shrink-0 items-center gap-x-2 text-ink-2">
      <Flag className="icon text-signal" aria-hidden="true" />
      {t('flagHint')}
    </p>
  )
}

function Simulated({ on = '' }: { on?: string }) {
  const t = useTranslations('channels')
  return <span className={`inline-block whitespace-nowrap rounded-full border border-line-2 px-[.6em] ${on}`}>{t('simulated')}</span>
}

function MomentView({ scene }: { scene: SceneView }) {
  const at = partingOf(scene)
  const found = scene.found.length > 0
  const spare = at > 0 ? CLOSE_SHARES : CLOSE
  const smaller = at > 0 ? SMALL_SHARES : SMALL
  return (
    <Fit
      max={1.6}
      min={1}
      least={REMINDER}
      layouts={at > 0 ? SHARES : WHOLE}
      spare={found ? [...spare, ...smaller] : spare}
      className="flex-1"
    >
      <div className={`space-y-[.5em] leading-medium ${CLOSER}`}>
        {scene.lead && !found && <p className="text-ink-2">{scene.lead}</p>}
        <Columns scene={scene} className={COLUMNS} />
      </div>
    </Fit>
  )
}

const partingOf = ({ show }: SceneView): number => parting(show.map(weightOf))

/** The artefacts in one or two columns, in reading order. */
function Columns({ scene, className }: { scene: SceneView; className: string }) {
  const [artefacts, at] = [artefactsOf(scene), partingOf(scene)]
  if (at === 0) return <div className="on-wall space-y-[.5em]">{artefacts}</div>
  return (
    <div className={`grid items-start gap-x-[1em] gap-y-[.5em] ${className}`}>
      {[artefacts.slice(0, at), artefacts.slice(at)].map((column) => (
        <div key={column[0]!.key} className="on-wall space-y-[.5em]">
          {column}
        </div>
      ))}
    </div>
  )
}
const BESIDE_IF_SMALL = 'group-data-[layout$=small]/fit:grid-cols-2'

/** The same drawings as on phones, without what was written earlier: a wall cannot be scrolled. A role that a profile shows is said once. */
function artefactsOf({ show, cast }: SceneView) {
  const profile = show.length > 1 ? show.find((artefact) => artefact.kind === 'profile') : undefined
  const others = profile?.kind === 'profile' ? saidOnce(cast, profile.of) : cast
  return show.map((artefact) => (
    <div key={artefact.id} className={artefact === show.at(-1) ? undefined : NOT_ALONE}>
      <ArtefactCard artefact={artefact} cast={artefact === profile ? cast : others} state={RESOLVED} earlier={NOTHING} />
    </div>
  ))
}
const NOTHING = () => []

function Findings({ found }: { found: SceneView['found'] }) {
  const t = useTranslations('liveProjector')
  return (
    <section className="rounded-[.7em] border border-accent-line bg-accent-soft px-[.85em] py-[.65em]">
      <h2 className="flex items-center gap-[.45em] font-semibold text-accent">
        <Search className="icon" aria-hidden="true" />
        {t('found')}
      </h2>
      <dl className="mt-[.35em] space-y-[.4em]">
        {[...found].reverse().map(({ id, text, finding }) => (
          <div key={id}>
            <dt className="inline text-ink-2">{text}: </dt>
            <dd className="inline">{finding}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Up to this many characters the lead is repeated beside a question. */
const ROOM_FOR_LEAD = 560

/** Beside a question. A profile would leave narrow columns to what the question is about. */
export function SceneColumn({ scene: { show, ...rest } }: { scene: SceneView }) {
  const t = useTranslations('liveProjector')
  const others = show.filter(({ kind }) => kind !== 'profile')
  const scene = { ...rest, show: others.length > 0 ? others : show }
  const letters = scene.show.reduce((sum, a) => sum + weightOf(a), 0) + weightOfFindings(scene.found)
  return (
    <section aria-label={t('scene')} className="space-y-[.55em] leading-medium">
      <div className="leading-tight">
        <h2 className="font-semibold tracking-tight">{scene.title}</h2>
        <p className="text-ink-2">
          {whenAndWhere(scene)}
          {scene.show.length > 1 && <span className="hidden group-data-[layout$=alone]/fit:inline"> · {t('lastPart')}</span>}
          &nbsp; <Simulated />
        </p>
      </div>
      {scene.lead && letters + scene.lead.length < ROOM_FOR_LEAD && <p className="text-ink-2">{scene.lead}</p>}
      <Columns scene={scene} className={BESIDE_IF_SMALL} />
      {scene.found.length > 0 && <Findings found={scene.found} />}
    </section>
  )
}
