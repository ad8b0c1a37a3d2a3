import { Flag, Search } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { FlagTotals, RoomView, SceneView } from '@/scenarios/engine/room-view'
import { FlaggedContext, LargeArtefact } from './artefact-large'
import { Fit } from './fit'
import { columnsFor, parting, weightOf, weightOfFindings } from './projector-layout'

const whenAndWhere = ({ when, place }: SceneView): string => `${when} · ${place}`

/** What is on the desk, alone and as large as it goes; in two columns where there is more than one thing. */
export function Reading({ view: { flagging }, scene, phones }: { view: RoomView; scene: SceneView; phones: boolean }) {
  const t = useTranslations('liveProjector')
  const blocks = blocksOf(scene)
  const at = parting(blocks.map((b) => b.weight))
  const [left, right] = [blocks.slice(0, at), blocks.slice(at)]
  const weigh = (column: typeof blocks) => column.reduce((sum, b) => sum + b.weight, 0)
  return (
    <>
      <p className="text-[1.25em] text-ink-2">{whenAndWhere(scene)}</p>
      <h1 className="mt-1 text-[2.4em] font-semibold leading-[1.15] tracking-[-.018em]">{scene.title}</h1>
      <Fit max={2.1} min={1.25} className="mt-4 flex-1">
        <div className="space-y-[.7em] leading-[1.4]">
          {scene.lead && <p className="max-w-[62em] text-ink-2">{scene.lead}</p>}
          {left.length === 0 ? right.map((b) => b.node) : (
            <div className={`grid items-start gap-x-[1.1em] ${columnsFor(weigh(left), weigh(right))}`}>
              {[left, right].map((column) => <div key={column[0]!.id} className="min-w-0 space-y-[.7em]">{column.map((b) => b.node)}</div>)}
            </div>
          )}
        </div>
      </Fit>
      {flagging && phones && <p className="mt-4 flex items-center gap-x-3 text-[1.5em] text-ink-2"><Flag className="icon text-signal" aria-hidden="true" />{t('flagHint')}</p>}
    </>
  )
}

const blocksOf = (scene: SceneView): { id: string; weight: number; node: React.ReactNode }[] => [
  ...scene.show.map((artefact) => ({ id: artefact.id, weight: weightOf(artefact), node: <LargeArtefact key={artefact.id} artefact={artefact} cast={scene.cast} /> })),
  ...(scene.found.length > 0 ? [{ id: 'found', weight: weightOfFindings(scene.found), node: <Findings key="found" found={scene.found} /> }] : []),
]

/** Checks the room has made, the last one first: it is what has just been looked up. */
function Findings({ found }: { found: SceneView['found'] }) {
  const t = useTranslations('liveProjector')
  return (
    <section className="rounded-[.7em] border border-accent-line bg-accent-soft px-[.85em] py-[.65em]">
      <h2 className="flex items-center gap-[.45em] font-semibold text-accent"><Search className="icon" aria-hidden="true" />{t('found')}</h2>
      <dl className="mt-[.35em] space-y-[.4em]">
        {[...found].reverse().map(({ id, text, finding }) => (
          <div key={id}><dt className="text-[.85em] text-ink-2">{text}</dt><dd>{finding}</dd></div>
        ))}
      </dl>
    </section>
  )
}

/** Letters up to which the lead is told again beside a question. */
const ROOM_FOR_LEAD = 560

/** The same beside a question, smaller since it has been read. `flags` once they are shown. */
export function SceneColumn({ scene, flags = null }: { scene: SceneView; flags?: FlagTotals | null }) {
  const t = useTranslations('liveProjector')
  const blocks = blocksOf(scene)
  const letters = blocks.reduce((sum, b) => sum + b.weight, 0)
  return (
    <section aria-label={t('scene')} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <p className="text-[1.25em] leading-[1.3] text-ink-2">{whenAndWhere(scene)}</p>
      <FlaggedContext value={flags}>
        <Fit max={1.7} min={1.125} className="mt-3 flex-1">
          <div className="space-y-[.65em] leading-[1.38]">
            {scene.lead && letters + scene.lead.length < ROOM_FOR_LEAD && <p className="text-ink-2">{scene.lead}</p>}
            {blocks.map((b) => b.node)}
          </div>
        </Fit>
      </FlaggedContext>
    </section>
  )
}
