import { CircleQuestionMark, CircleX, Check } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { FlagView } from '@/scenarios/engine/debrief/moment'
import { Quote } from '../ui/quote'

const REASONS = ['asks', 'offers', 'who', 'how', 'feeling'] as const
const ICONS = { noticed: Check, question: CircleQuestionMark, harmless: CircleX, plain: CircleX } as const

interface Props {
  flags: FlagView[]
  /** How many sentences were flagged: `flags` has three of them at most. */
  flagged: number
}

/**
 * Asks what gave the learner pause, sentence by sentence, before it says what the sentence was. The answer stays with the learner: the
 * radios are in no form, and a style sheet shows the rest once one is chosen.
 */
export function Flagged({ flags, flagged }: Props) {
  const t = useTranslations('debrief.flagged')
  return (
    <>
      <p className="max-w-prose text-note leading-normal text-ink-2">
        {flagged > flags.length && `${t('some', { count: flags.length, flagged })} `}
        {t('note')}
      </p>
      <ol className="mt-4 space-y-6">
        {flags.map((flag) => (
          <li key={flag.segment} className="pause">
            <fieldset>
              <legend className="max-w-prose text-lead font-medium leading-normal">
                <Quote>{flag.quote}</Quote>
              </legend>
              <div className="mt-2 flex flex-wrap gap-2">
                {REASONS.map((reason) => (
                  <label key={reason} className="option">
                    <input type="radio" name={`pause-${flag.segment}`} value={reason} autoComplete="off" />
                    {t(`reasons.${reason}`)}
                  </label>
                ))}
              </div>
            </fieldset>
            <Answer flag={flag} />
          </li>
        ))}
      </ol>
    </>
  )
}

/** What the moment says more about it stands there. */
function Answer({ flag: { kind, why, label, scene } }: { flag: FlagView }) {
  const t = useTranslations('debrief.flagged')
  // Of a sentence that nobody marked we know only that it is no sign: to call it harmless would be a judgement that nobody made.
  const was = (kind === 'harmless' && !why ? 'plain' : kind) as keyof typeof ICONS
  const Icon = ICONS[was]
  return (
    <div className="explained mt-3 flex max-w-prose gap-2.5 border-s-3 border-accent-line ps-3 leading-normal">
      <Icon className="icon mt-1 text-ink-2" aria-hidden="true" />
      <p>
        <b className="font-semibold">{t(`was.${was}`, { label })}</b>{' '}
        <a className="link" href={`#moment-${scene}`}>
          {t('there')}
        </a>
      </p>
    </div>
  )
}
