import { useTranslations } from 'use-intl'
import { FIELD } from '@/scenarios/engine/play/moment-form'
import { type Decision, type Option, type PlayState, type Scene, isAct, offered, speechOf } from '@/scenarios/engine/play/play'
import { keepInSight } from '../channels/acts'
import { useFresh } from '../channels/fresh'
import { Flag } from '../ui/icons'
import { Words } from '../ui/words'
import { type Draft, Slot } from './answer-fields'
import { Missing, useMissing } from './missing-answers'
import { RatingScale } from './ratings'

/** An option, and its number in the decision: the style sheet shows in the bar what is chosen by it, without script. */
export interface Numbered extends Option {
  n: number
  /** It came with a check or with telling. */
  fresh: boolean
}
export interface Answering {
  act: Omit<Decision, 'options'> & { options: Numbered[] }
  slots: Decision[]
  replies: Numbered[]
  /** What is not a reply. */
  others: Numbered[]
  /** What stands on an artefact, by its id. */
  onArtefacts: Record<string, Numbered[]>
}

/**
 * @param arrived the state in which the moment began
 * @param shown the ids of the artefacts on which acts can stand
 */
export function answeringOf(scene: Scene, state: PlayState, arrived: PlayState, shown: readonly string[]): Answering {
  const decisions = offered(scene, state)
  const { options, ...act } = decisions.find(isAct)!
  const atFirst = new Set(offered(scene, arrived).flatMap((d) => d.options.map(({ id }) => id)))
  const all = options.map((option, i): Numbered => ({ ...option, n: i + 1, fresh: !atFirst.has(option.id) }))
  const stands = ({ on }: Numbered) => on !== undefined && shown.includes(on)
  const isReply = (option: Numbered) => option.sends || speechOf(option) !== null
  const free = all.filter((option) => !stands(option))
  return {
    act: { ...act, options: all },
    slots: decisions.filter((d) => d.id !== act.id),
    replies: free.filter(isReply),
    others: free.filter((option) => !isReply(option)),
    onArtefacts: Object.fromEntries(shown.map((id) => [id, all.filter(({ on }) => on === id)])),
  }
}

interface Props {
  answering: Answering
  rating: boolean
  /** Says how to flag. It stays for the whole moment: if it left with the first flag, every answer would move. */
  hint: boolean
  draft: Draft
}
export function Answers({ answering: { act, slots, replies, others }, rating, hint, draft }: Props) {
  const t = useTranslations('play')
  const senders = replies.filter((o) => o.sends)
  const only = senders.length === 1 ? senders[0] : undefined
  return (
    <section id="decision" tabIndex={-1} aria-labelledby="decision-h" className="answers">
      {hint && (
        <p className="flag-hint">
          <Flag className="icon" />
          {t('flagHint')}
        </p>
      )}
      {rating && <RatingScale chosen={draft.rating} />}
      <fieldset data-label={act.ask}>
        <legend id="decision-h">
          <Words>{act.ask}</Words>
        </legend>
        <Missing name={FIELD.choice(act.id)} />
        {replies.map((option) => (
          <Answer key={option.id} of={act.id} option={option} chosen={draft.choices[act.id]} reply />
        ))}
        {only && slots.length > 0 && <Slots slots={slots} choices={draft.choices} onChoose={(slot) => choose(slot, only.id)} />}
        {replies.length > 0 && others.length > 0 && <p className="or">{t('or')}</p>}
        {others.map((option) => (
          <Answer key={option.id} of={act.id} option={option} chosen={draft.choices[act.id]} />
        ))}
      </fieldset>
      {!only && slots.length > 0 && (
        <div className="slots">
          {slots.map((slot) => (
            <Question key={slot.id} slot={slot} chosen={draft.choices[slot.id]} />
          ))}
        </div>
      )}
    </section>
  )
}
/** Choosing a sentence writes back. Without script the server understands that too. */
function choose(sentence: HTMLInputElement, option: string) {
  const send = sentence.form?.querySelector<HTMLInputElement>(`[data-sends][value="${option}"]`)
  if (send) send.checked = true
}

interface AnswerProps {
  of: string
  option: Numbered
  chosen?: string
  reply?: boolean
}
function Answer({ of, option: { id, n, text, sends, fresh }, chosen, reply = false }: AnswerProps) {
  const { invalid } = useMissing(FIELD.choice(of))
  const { mark, described } = useFresh(fresh)
  return (
    <label className={reply ? 'answer answer-reply' : 'answer'} {...mark}>
      <input
        type="radio"
        name={FIELD.choice(of)}
        value={id}
        defaultChecked={id === chosen}
        data-n={n}
        data-act={!reply || undefined}
        data-sends={sends || undefined}
        onChange={(e) => keepInSight(e.currentTarget)}
        {...described}
        {...invalid}
      />
      <span>
        <Words>{text}</Words>
      </span>
    </label>
  )
}

/** Several acts send it, so it is a question of its own, which is asked once one of them is chosen. */
function Question({ slot: { id, ask, options }, chosen }: { slot: Decision; chosen?: string }) {
  const name = FIELD.choice(id)
  const { invalid } = useMissing(name)
  return (
    <fieldset className="slot" data-label={ask}>
      <legend>
        <Words>{ask}</Words>
      </legend>
      <Missing name={name} />
      {options.map(({ id, text }) => (
        <label key={id} className="choice">
          <input type="radio" name={name} value={id} defaultChecked={id === chosen} {...invalid} />
          <span>
            <Words>{text}</Words>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
interface SlotsProps {
  slots: Decision[]
  choices: Draft['choices']
  onChoose: (slot: HTMLInputElement) => void
}
/** The sentences of the one reply. */
function Slots({ slots, choices, onChoose }: SlotsProps) {
  return (
    <div className="slots" data-open>
      {slots.map((slot, i) => (
        <Slot
          key={slot.id}
          slot={slot}
          chosen={choices[slot.id]}
          open={i === 0 && !choices[slot.id]}
          next={slots[i + 1]?.id}
          onChoose={onChoose}
        />
      ))}
    </div>
  )
}
