import { useTranslations } from 'use-intl'
import { speechOf } from '@/scenarios/engine/play/play'
import type { Conversation } from '@/scenarios/engine/play/submission-view'
import { Send } from '../ui/icons'
import { Words } from '../ui/words'
import type { Answering } from './answers'

/** The foot of a moment: what is chosen, as it will go out, and the one button. */
export function SendBar({ answering: { act, replies }, conversation }: { answering: Answering; conversation: Conversation | null }) {
  const t = useTranslations('play')
  const speaks = conversation?.kind === 'transcript'
  const isMixed = replies.length < act.options.length
  return (
    <div className="send-bar">
      <p className="draft" aria-hidden="true">
        <span data-n="0">{t(isMixed ? 'chooseAct' : speaks ? 'chooseWords' : 'chooseReply')}</span>
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
