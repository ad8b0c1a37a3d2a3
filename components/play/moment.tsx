import { holds, minutesLeft, sceneOf } from '@/scenarios/engine/play/play'
import { notebookOf } from '@/scenarios/engine/play/notebook'
import { leadOf, replyHere } from '@/scenarios/engine/play/prose'
import { sentBy } from '@/scenarios/engine/play/submission-view'
import { PageTitle } from '../ui/page-title'
import { Checks } from './checks'
import type { Draft } from './answer-fields'
import { MomentView } from './moment-view'
import { Dock } from './dock'
import type { MomentProps } from './moment-props'
import { Notebook } from './notebook'
import { Progress } from './progress'
import { Backdrop } from './sheet'
import { ReportCard } from './report'
import { Words } from '../ui/words'

interface Props extends MomentProps {
  draft: Draft
  onFlag: (segment: string, flagged: boolean) => void
  action: string
}

export function Moment({ play, state, steps, draft, onFlag, action }: Props) {
  const scene = sceneOf(play, state)
  const made = state.phase === 'consequence' ? steps.findLast((s) => s.event.type === 'decide') : undefined
  const sent = made && sentBy(play, made)
  // The act may have closed what the learner was looking at.
  const seen = sent?.before ?? state
  const checks = scene.checks.filter((c) => (sent ? seen.checks.includes(c.id) : holds(c.when, seen)))
  const reply = replyHere(play, steps)
  return (
    <>
      <main id="main" className="mx-auto max-w-stage px-4 pb-10 pt-4 lg:px-8 lg:pt-6 sheets:pb-3 sheets:pt-3">
        <SceneHeading play={play} state={state} steps={steps} />
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_19.5rem] xl:gap-x-7">
          <MomentView play={play} state={seen} steps={steps} sent={sent ?? null} draft={draft} onFlag={onFlag} />
          <div className="grid gap-5 rail sheets:contents">
            <ReportCard report={scene.report} reply={reply} action={action} />
            {checks.length > 0 && (
              <Checks
                checks={checks}
                play={play}
                state={seen}
                steps={steps}
                left={minutesLeft(play, seen)}
                done={Boolean(sent)}
                action={action}
              />
            )}
            <Notebook {...notebookOf(play, steps, state)} />
          </div>
        </div>
        <Backdrop />
      </main>
      <Dock checks={checks.length > 0} reported={reply !== null} done={Boolean(sent)} report={scene.report.text} />
    </>
  )
}

function SceneHeading({ play, state, steps }: MomentProps) {
  const scene = sceneOf(play, state)
  const lead = leadOf(play, steps, state)
  return (
    <div className="mb-4 flex flex-wrap items-end justify-between gap-x-8 gap-y-3 lg:mb-5 sheets:gap-y-2">
      <div className="max-w-3xl">
        <PageTitle size="step" eyebrow={<Words>{`${scene.when} · ${scene.place}`}</Words>} lead={lead && <Words>{lead}</Words>} focusable>
          <Words>{scene.title}</Words>
        </PageTitle>
      </div>
      <Progress play={play} scene={scene} state={state} />
    </div>
  )
}
