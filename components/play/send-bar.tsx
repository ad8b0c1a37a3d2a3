import { useTranslations } from 'use-intl'
import { speechOf } from '@/scenarios/engine/play/play'
import type { Conversation } from '@/scenarios/engine/play/submission-view'
import { ChevronDown, Send } from '../ui/icons'
import { Words } from '../ui/words'
import type { Answering } from './answers'

/** The foot of a moment: what is chosen, as it will go out, and the one button. */
export function SendBar({ answering: { act, replies }, conversation }: { answering: Answering; conversation: Conversation | null }) {
  const t = useTranslations('play')
  const speaks = conversation?.kind === 'transcript'
  const isMixed = replies.length < act.options.length
  return (
    <div className="send-bar">
      {/* Until something is chosen it leads to the choices, which may be out of sight. */}
      <a href="#decision" className="draft draft-empty">
        {t(isMixed ? 'chooseAct' : speaks ? 'chooseWords' : 'chooseReply')}
        <ChevronDown className="icon" />
      </a>
      <p className="draft draft-chosen" aria-hidden="true">
        {act.options.map((option) => (
          <span key={option.id} data-n={option.n}>
            <Words>{speechOf(option) ?? option.text}</Words>
          </span>
        ))}
      </p>
      <button type="submit" className="btn btn-primary">
        <span className="does">{t('do')}</span>
        <span className="sends">
          {t(speaks ? 'say' : 'send')}
          {!speaks && <Send className="icon" />}
        </span>
      </button>
    </div>
  )
}
