import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { momentView } from '@/scenarios/engine/play/moment-view'
import type { SceneView } from '@/scenarios/engine/live/view'
import { Artefacts } from '../../channels/moment-view'
import { RESOLVED } from '../shared/resolved'
import { Fold } from './fold'

export function OnScreens({ scene }: { scene: SceneView }) {
  const t = useTranslations('liveCockpit.screens')
  const [open, setOpen] = useState(false)
  // Open if there is room.
  useEffect(() => setOpen(matchMedia('(width >= 64rem)').matches), [])
  return (
    <Fold title={t('title')} open={open} onToggle={setOpen}>
      {open && <OnTheirScreens scene={scene} />}
    </Fold>
  )
}

export const OnTheirScreens = ({ scene }: { scene: SceneView }) => (
  <>
    <p className="eyebrow">
      {scene.when} · {scene.place}
    </p>
    {scene.lead && <p className="mt-1 leading-relaxed text-ink-2">{scene.lead}</p>}
    <div className="stage-window mt-3 overflow-clip [--letter:0.9rem] rounded-xl border border-line">
      <Artefacts {...momentView(scene, RESOLVED)} cast={scene.cast} state={RESOLVED} earlier={({ id }) => scene.earlier[id] ?? []} />
    </div>
  </>
)
