import { Flag } from '../ui/icons'
import { useTranslations } from 'use-intl'
import { type Scene, holds, sceneOf } from '@/scenarios/engine/play/play'
import { deskOf, flaggedOn } from '@/scenarios/engine/play/desk'
import { leadOf, replyHere } from '@/scenarios/engine/play/prose'
import { Desk } from '../channels/desk'
import { earlierMessages } from '@/scenarios/engine/play/history'
import { FlaggingContext } from '../channels/segments'
import { PageTitle } from '../ui/page-title'
import { Checks } from './checks'
import { type Draft, DecisionForm } from './decision'
import { Dock } from './dock'
import { FIELD } from '@/scenarios/engine/play/form'
import type { MomentProps } from './moment-props'
import { Progress } from './progress'
import { TellCard } from './tell'
import { Words } from '../ui/words'

interface Props extends MomentProps {
  draft: Draft
  flagging: boolean
  onMode: (flagging: boolean) => void
  onFlag: (segment: string, flagged: boolean) => void
  /** Story minutes left for checks. */
  left: number
  action: string
}

/** One moment: the artefacts, whom one can tell, the checks, what to do. */
export function Moment({ play, state, steps, draft, flagging, onMode, onFlag, left, action }: Props) {
  const scene = sceneOf(play, state)
  const flagged = flaggedOn(scene, state)
  const checks = scene.checks.filter((c) => holds(c.when, state))
  const telling = { tell: scene.tell, reply: replyHere(play, steps) }
  return (
    <>
      <main id="main" className="mx-auto max-w-stage px-4 pb-24 pt-4 lg:px-8 lg:pb-10 lg:pt-6">
        <SceneHeading play={play} state={state} steps={steps} />
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_21.5rem] xl:gap-7">
          <div id="conversation" className="card min-w-0 overflow-clip shadow-card max-lg:-mx-4 max-lg:rounded-none max-lg:border-x-0">
            <FlaggingContext value={{ on: flagging, flags: state.flags, onFlag }}>
              <Artefacts play={play} scene={scene} state={state} steps={steps} tools={<FlaggingToggle on={flagging} onMode={onMode} />} />
            </FlaggingContext>
            <DecisionForm scene={scene} state={state} draft={draft} />
          </div>
          <div className="space-y-5">
            <TellCard {...telling} />
            {checks.length > 0 && (
              <Checks checks={checks} play={play} state={state} steps={steps} left={left} budget={scene.budget} action={action} />
            )}
            <Flags flagged={flagged} />
          </div>
        </div>
      </main>
      <Dock views={{ minutes: checks.length > 0 ? left : null, flags: flagged.length }} {...telling} />
    </>
  )
}

function SceneHeading({ play, state, steps }: MomentProps) {
  const scene = sceneOf(play, state)
  const lead = leadOf(play, steps, state)
  return (
    <div className="mb-4 flex flex-wrap items-end justify-between gap-x-8 gap-y-3 lg:mb-5">
      <div className="max-w-3xl">
        <PageTitle size="step" eyebrow={<Words>{`${scene.when} · ${scene.place}`}</Words>} lead={lead && <Words>{lead}</Words>} focusable>
          <Words>{scene.title}</Words>
        </PageTitle>
      </div>
      <Progress play={play} scene={scene} state={state} />
    </div>
  )
}

function Artefacts({ play, scene, state, steps, tools }: MomentProps & { scene: Scene; tools: React.ReactNode }) {
  const earlier = (a: Parameters<typeof earlierMessages>[2]) => earlierMessages(play, steps, a)
  return <Desk {...deskOf(scene, state)} cast={play.cast} state={state} earlier={earlier} tools={tools} />
}

function FlaggingToggle({ on, onMode }: { on: boolean; onMode: (on: boolean) => void }) {
  const t = useTranslations('play')
  return (
    <>
      <button
        type="submit"
        name={FIELD.mode}
        value={on ? 'read' : 'flag'}
        aria-pressed={on}
        className="btn btn-ghost min-h-9 px-2.5 text-small font-medium"
        onClick={(e) => {
          e.preventDefault()
          onMode(!on)
        }}
      >
        <Flag className="icon text-signal" />
        <span className="max-sm:sr-only">{t(on ? 'flaggingDone' : 'flaggingStart')}</span>
        <span aria-hidden="true" className="sm:hidden">
          {t(on ? 'flaggingDoneShort' : 'flaggingStartShort')}
        </span>
      </button>
      {on && <input type="hidden" name={FIELD.flagging} value="1" />}
    </>
  )
}

function Flags({ flagged }: { flagged: { id: string; text: string }[] }) {
  const t = useTranslations('play')
  return (
    <section id="flags" className="card p-5 shadow-card" aria-labelledby="flags-h">
      <div className="flex items-baseline justify-between gap-3">
        <h2 id="flags-h" className="font-semibold">
          {t('flags')}
        </h2>
        <span className="text-small text-ink-2">{t('flagCount', { count: flagged.length })}</span>
      </div>
      {flagged.length === 0 ? (
        <p className="mt-2 text-note text-ink-2">{t('flagsEmpty')}</p>
      ) : (
        <ol className="mt-3 space-y-2.5 text-note">
          {flagged.map(({ id, text }, i) => (
            <li key={id} className="flex gap-2.5 leading-normal">
              <span className="count mt-0.5 shrink-0" aria-hidden="true">
                {i + 1}
              </span>
              <span>
                “<Words>{text}</Words>”
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
