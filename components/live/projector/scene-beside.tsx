import type { SceneView } from '@/scenarios/engine/live/view'
import { Fit, FitPart, FitTogether } from './fit'
import { ALONE_SHARES, CLOSE_SHARES, COLUMNS, READABLE, SHARES, SMALL_SHARES } from './layout'
import { SceneColumn } from './scene'

/** Divides the width so that the smaller of the two font sizes is as large as possible. */
export function SceneBeside({ scene, children }: { scene: SceneView | null; children: React.ReactNode }) {
  const question = <section className="flex min-h-full flex-col">{children}</section>
  if (!scene)
    return (
      <Fit max={2} min={1} className="flex-1">
        {question}
      </Fit>
    )
  return (
    <FitTogether layouts={SHARES} spare={[...CLOSE_SHARES, ...SMALL_SHARES, ...ALONE_SHARES]} className="flex-1">
      <div className={`grid h-full grid-rows-[minmax(0,1fr)] gap-x-9 ${COLUMNS}`}>
        <FitPart max={1.3} min={1} least={READABLE}>
          <SceneColumn scene={scene} />
        </FitPart>
        <FitPart max={1.5} min={1}>
          {question}
        </FitPart>
      </div>
    </FitTogether>
  )
}
