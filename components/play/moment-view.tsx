import { useTranslations } from 'use-intl'
import { earlierMessages } from '@/scenarios/engine/play/history'
import { FIELD } from '@/scenarios/engine/play/moment-form'
import { momentView } from '@/scenarios/engine/play/moment-view'
import { type Artefact, holds, momentOf, sceneOf, shownSegments } from '@/scenarios/engine/play/play'
import { followingLines, onArrival } from '@/scenarios/engine/play/prose'
import { type SubmissionView, answeredIn, timeOf } from '@/scenarios/engine/play/submission-view'
import { ActsContext } from '../channels/acts'
import { Following } from '../channels/following'
import { Artefacts } from '../channels/moment-view'
import { FlaggingContext } from '../channels/segments'
import { Words } from '../ui/words'
import { Answers, answeringOf } from './answers'
import type { Draft } from './answer-fields'
import { ContinueButton } from './dock'
import type { MomentProps } from './moment-props'
import { SendBar } from './send-bar'

interface Props extends MomentProps {
  /** What was done, once the moment is over. `state` is then the one before it. */
  sent: SubmissionView | null
  draft: Draft
  onFlag: (segment: string, flagged: boolean) => void
}

/** What lies before the learner: artefacts, answers on and below them, and after the act what follows in the same place. */
export function MomentView({ play, state, steps, sent, draft, onFlag }: Props) {
  const scene = sceneOf(play, state)
  const { main, aside } = momentView(scene, state)
  const conversation = answeredIn(play, state)
  const last = main.at(-1)!
  const arrived = onArrival(steps, state)
  const atFirst = new Set(shownSegments(scene, arrived).map(({ id }) => id))
  const fresh = shownSegments(scene, state).flatMap(({ id }) => (atFirst.has(id) ? [] : [id]))
  const answering = answeringOf(
    scene,
    state,
    arrived,
    scene.show.filter((a) => holds(a.when, state)).map((a) => a.id),
  )
  const here = conversation ?? last
  const below = (artefact: Artefact) => sent && artefact === here && <Followed {...{ play, state, steps, sent }} />
  const acts = {
    name: FIELD.choice(answering.act.id),
    ask: answering.act.ask,
    acts: sent ? {} : answering.onArtefacts,
    chosen: draft.choices[answering.act.id],
    ...(sent?.on && { done: { on: sent.on, signs: sent.signs, writes: sent.writes } }),
  }
  return (
    <div id="conversation" className="card stage-window min-w-0 shadow-card max-lg:-mx-4 max-lg:rounded-none max-lg:border-x-0">
      {!sent && <input type="hidden" name={FIELD.flagging} value="1" />}
      <FlaggingContext value={{ on: !sent, flags: state.flags, fresh: sent ? [] : fresh, onFlag }}>
        <ActsContext value={acts}>
          <Artefacts
            main={main}
            aside={aside}
            cast={play.cast}
            state={state}
            earlier={(t) => earlierMessages(play, steps, t)}
            below={below}
            answers={!sent && <Answers answering={answering} rating={scene.rating} hint={momentOf(state) === 1} draft={draft} />}
          >
            {sent ? (
              <div className="send-bar">
                <ContinueButton className="mx-auto w-full lg:w-72" />
              </div>
            ) : (
              <SendBar answering={answering} conversation={conversation} />
            )}
          </Artefacts>
        </ActsContext>
      </FlaggingContext>
    </div>
  )
}

function Followed({ play, state, steps, sent }: MomentProps & { sent: SubmissionView }) {
  const t = useTranslations('play')
  const made = steps.findLast((s) => s.event.type === 'decide')!
  return (
    <section id="follows" aria-labelledby="follows-h" className="follows">
      <h2 id="follows-h" tabIndex={-1} className="sr-only">
        {t('whatFollows')}
      </h2>
      {sent.words === null && (
        <p className="did">
          <span>{t('youChose')}</span> <Words>{sent.act}</Words>
        </p>
      )}
      {sent.form.length > 0 && <SentForm form={sent.form} />}
      <Following
        conversation={answeredIn(play, state)}
        cast={play.cast}
        words={sent.words}
        at={timeOf(sceneOf(play, state))}
        lines={followingLines(play, steps, made)}
      />
    </section>
  )
}

function SentForm({ form }: Pick<SubmissionView, 'form'>) {
  return (
    <dl>
      {form.map(({ id, ask, text }) => (
        <div key={id} className="did">
          <dt>
            <Words>{ask}</Words>
          </dt>
          <dd>
            <Words>{text}</Words>
          </dd>
        </div>
      ))}
    </dl>
  )
}
