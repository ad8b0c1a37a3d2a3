import { useTranslations } from 'use-intl'
import { momentView } from '@/scenarios/engine/play/moment-view'
import { FIELD } from '@/scenarios/engine/play/moment-form'
import { earlierMessages } from '@/scenarios/engine/play/history'
import { type Artefact, sceneOf } from '@/scenarios/engine/play/play'
import { type SubmissionView, answered, withReply } from '@/scenarios/engine/play/submission-view'
import { Artefacts } from '../channels/moment-view'
import { FlaggingLabel } from '../channels/flagging-label'
import { FlaggingContext } from '../channels/segments'
import type { MomentProps } from './moment-props'
import { SentReply } from './sent-reply'

interface Props extends MomentProps {
  sent: SubmissionView | null | undefined
  flagging: boolean
  onMode: (flagging: boolean) => void
  onFlag: (segment: string, flagged: boolean) => void
}

export function MomentView({ play, state, steps, sent, flagging, onMode, onFlag }: Props) {
  const t = useTranslations('play')
  const scene = sceneOf(play, state)
  const { main, aside } = momentView(scene, state)
  const to = answered(play, state)
  const earlier = (a: Parameters<typeof earlierMessages>[2]) => earlierMessages(play, steps, a)
  const shown = (a: Artefact) => (sent && a === to && sent.reply.length > 0 ? withReply(a, sent.reply.join(' '), t('justNow')) : a)
  return (
    <div id="conversation" className="card @container min-w-0 overflow-clip shadow-card max-lg:-mx-4 max-lg:rounded-none max-lg:border-x-0">
      <FlaggingContext value={{ on: flagging && !sent, flags: state.flags, onFlag }}>
        <Artefacts
          main={main.map(shown)}
          aside={aside}
          cast={play.cast}
          state={state}
          earlier={earlier}
          tools={!sent && <FlaggingToggle on={flagging} onMode={onMode} />}
        />
        {sent && <SentReply sent={sent} to={to} cast={play.cast} />}
      </FlaggingContext>
    </div>
  )
}

function FlaggingToggle({ on, onMode }: { on: boolean; onMode: (on: boolean) => void }) {
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
        <FlaggingLabel on={on} />
      </button>
      {on && <input type="hidden" name={FIELD.flagging} value="1" />}
    </>
  )
}
