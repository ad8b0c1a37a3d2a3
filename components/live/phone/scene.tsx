import { CircleCheck, Flag } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Artefacts } from '../../channels/moment-view'
import { FlaggingContext } from '../../channels/segments'
import { momentView } from '@/scenarios/engine/play/moment-view'
import { FIELD } from '@/scenarios/engine/play/moment-form'
import { Announcer } from '../../ui/announcer'
import { PageTitle } from '../../ui/page-title'
import type { RoomView, SceneView } from '@/scenarios/engine/live/view'
import { usePlace } from '../shared/place'
import { RESOLVED } from '../shared/resolved'

export function MomentHeading({ view, title }: { view: Pick<RoomView, 'phase' | 'n' | 'about' | 'scene' | 'whatIf'>; title: string }) {
  const t = useTranslations('livePhone')
  const { scene } = view
  const place = usePlace(view)
  return (
    <div className="pb-4 pt-5">
      <p className="eyebrow flex flex-wrap items-center gap-x-3">
        {place}
        {view.whatIf && <span className="chip bg-signal-soft normal-case text-signal">{t('whatIf')}</span>}
      </p>
      {scene && (
        <p className="mb-1 mt-1.5 text-small leading-5 text-ink-2">
          {scene.when} · {scene.place}
        </p>
      )}
      <PageTitle size="step" lead={scene?.lead} focusable>
        {title}
      </PageTitle>
    </div>
  )
}

interface MomentViewProps {
  base: string
  moment: number
  scene: SceneView
  /** Whether the server accepts flags now. */
  open: boolean
  flags: readonly string[]
  /** Keeps what was pressed when a page without script posts flags. */
  reported: boolean
  onFlags: (flags: string[]) => void
}

/** Each sentence is a checkbox. Flags have their own form, so that each post holds one answer. */
export function MomentView({ base, moment, scene, open, flags, reported, onFlags }: MomentViewProps) {
  const t = useTranslations('play')
  const own = useTranslations('livePhone')
  const [said, setSaid] = useState('')
  // Boxes keep what was ticked here. Flags from elsewhere draw them again.
  const [drawn, setDrawn] = useState({ flags: flags.join(), n: 0 })
  if (drawn.flags !== flags.join()) setDrawn({ flags: flags.join(), n: drawn.n + 1 })
  function flag(segment: string, flagged: boolean) {
    const next = [...flags.filter((id) => id !== segment), ...(flagged ? [segment] : [])]
    setDrawn({ ...drawn, flags: next.join() })
    onFlags(next)
    setSaid(t(flagged ? 'flagged' : 'unflagged', { count: next.length }))
  }
  return (
    <>
      {open && (
        <p className="mb-2 flex gap-2 text-small leading-normal text-ink-2">
          <Flag className="icon mt-0.5 text-signal" />
          {own('flagHint')}
        </p>
      )}
      <form
        method="post"
        action={`${base}/answers`}
        onSubmit={(e) => e.preventDefault()}
        className="card stage-window shadow-card max-sm:-mx-4 max-sm:rounded-none max-sm:border-x-0"
      >
        <input type="hidden" name="moment" value={moment} />
        <input type="hidden" name="about" value="flags" />
        <input type="hidden" name={FIELD.flagging} value="1" />
        {reported && <input type="hidden" name={FIELD.report} value="1" />}
        <FlaggingContext key={drawn.n} value={{ on: open, flags, onFlag: flag }}>
          <Artefacts
            {...momentView(scene, RESOLVED)}
            cast={scene.cast}
            state={RESOLVED}
            earlier={(thread) => scene.earlier[thread.id] ?? []}
          />
        </FlaggingContext>
        {open && (
          <noscript>
            <p className="border-t border-line p-3">
              <button type="submit" className="btn btn-quiet">
                {own('sendFlags')}
              </button>
            </p>
          </noscript>
        )}
      </form>
      {scene.found.length > 0 && <Found found={scene.found} />}
      <Announcer>{said}</Announcer>
    </>
  )
}
function Found({ found }: { found: SceneView['found'] }) {
  const t = useTranslations('livePhone')
  return (
    <section aria-labelledby="found-h" className="mt-5">
      <h2 id="found-h" className="font-semibold">
        {t('found')}
      </h2>
      <ul className="mt-2.5 space-y-2.5">
        {found.map(({ id, text, finding }) => (
          <li key={id} className="rounded-xl border border-line bg-surface px-3.5 py-3">
            <p className="flex items-start gap-2 text-note font-medium leading-6">
              <CircleCheck className="icon mt-0.5 text-ink-3" />
              {text}
            </p>
            <p className="mt-1 ps-[1.65rem] text-note leading-normal text-ink-2">{finding}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
