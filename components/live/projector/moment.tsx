import { memo } from 'react'
import { useTranslations } from 'use-intl'
import type { FollowedView, QuestionView, RoomView, SceneView } from '@/scenarios/engine/live/view'
import type { JoinInfo } from '@/scenarios/engine/live/wire'
import { OfficerReply, RoomAct, RoomFollowing } from '../shared/followed'
import { SceneBeside } from './scene-beside'
import { Fit } from './fit'
import { JoinStrip } from './frame'
import { BRIEF, CLOSE, WHOLE, weightOf, weightOfFindings } from './layout'
import { Tiles, useDecisionQuestion } from './question'
import { Results } from './results'
import { compared } from './totals'

export interface AskedProps {
  vote: RoomView['vote']
  question: QuestionView | null
  scene: SceneView | null
  join: JoinInfo | null
  names: 'anonymous' | 'nicknames'
}

const H1 = 'text-fit-xl font-semibold leading-tight tracking-tight'
const H1_INSIDE = 'text-fit-md font-semibold leading-snug tracking-tight'

/** Characters on the screen above which the join strip shrinks to a line, and above which it moves into the corner. */
const LINE_ABOVE = 750
const CORNER_ABOVE = 1150
/** Null if the code is in the corner instead. */
export function stripFor({ question, scene, vote }: Pick<AskedProps, 'question' | 'scene' | 'vote'>): 'tall' | 'line' | null {
  if (isAgain(vote)) return null
  const options = question?.kind === 'decide' ? question.act.options : question?.kind === 'check' ? question.checks : []
  const letters =
    options.reduce((sum, o) => sum + 40 + o.text.length, 0) +
    (scene ? scene.show.reduce((sum, a) => sum + weightOf(a), 0) + weightOfFindings(scene.found) : 0)
  return letters > CORNER_ABOVE ? null : letters > LINE_ABOVE ? 'line' : 'tall'
}
const isAgain = (vote: AskedProps['vote']): boolean => /^round-(?!1$)/.test(vote ?? '')
const Strip = ({ join, names, ...asked }: AskedProps) => {
  const size = stripFor(asked)
  return join && size && <JoinStrip join={join} names={names} low={size === 'line'} />
}

export const Checking = memo(function Checking(props: AskedProps) {
  const t = useTranslations('liveProjector')
  const play = useTranslations('play')
  const { question, scene } = props
  const checks = question?.kind === 'check' ? question.checks : []
  return (
    <SceneBeside scene={scene}>
      <h1 className={H1_INSIDE}>{play('checkNext')}</h1>
      {scene && <p className="mt-[.2em] text-ink-2">{t('minutesLeft', scene.minutes)}</p>}
      <Tiles options={checks.map(({ id, text, minutes }) => ({ id, text, note: t('minutes', { minutes }) }))} />
      <Strip {...props} />
    </SceneBeside>
  )
})

export const Voting = memo(function Voting(props: AskedProps) {
  const t = useTranslations('liveProjector')
  const asked = useDecisionQuestion(props.question)
  return (
    <SceneBeside scene={props.scene}>
      {isAgain(props.vote) && (
        <p className="mb-[.3em] rounded-[.6em] bg-sand px-[.7em] py-[.3em] leading-snug text-on-sand">
          <b className="font-semibold">{t('again')}</b> {t('againNote')}
        </p>
      )}
      <h1 className={H1_INSIDE}>{asked?.ask}</h1>
      <Tiles options={asked?.options ?? []} />
      <Strip {...props} />
    </SceneBeside>
  )
})

export const Weighed = memo(function Weighed({ question, totals, shownFrom }: Pick<RoomView, 'question' | 'totals' | 'shownFrom'>) {
  const play = useTranslations('play')
  const t = useTranslations('liveProjector')
  const votes = totals && compared(totals)
  if (question?.kind !== 'check') return null
  const ask = play('checkNext')
  const options = question.checks.map(({ id, text }) => ({ id, text, sends: false }))
  return (
    <>
      <h1 className={H1}>{ask}</h1>
      {!votes && <p className="mt-2 text-ink-2">{t('few', { few: shownFrom })}</p>}
      <Fit max={1.5} min={1} layouts={WHOLE} spare={BRIEF} className="mt-4 flex-1">
        <div className="flex min-h-full flex-col">
          {votes ? <Results asked={{ id: 'check', as: 'buttons', ask, options }} votes={votes} /> : <Tiles options={options} />}
        </div>
      </Fit>
    </>
  )
})

export function Consequence({ scene, followed }: { scene: SceneView; followed: FollowedView }) {
  const t = useTranslations('liveProjector')
  return (
    <Fit max={1.6} min={1} layouts={WHOLE} spare={CLOSE} className="flex-1">
      <div className="on-wall flex min-h-full flex-col justify-center gap-[.7em] leading-medium">
        <h1 className="sr-only">{t('follows')}</h1>
        {followed.reply !== null && <OfficerReply text={followed.reply} />}
        <RoomAct scene={scene} followed={followed} />
        <RoomFollowing scene={scene} followed={followed} />
      </div>
    </Fit>
  )
}
