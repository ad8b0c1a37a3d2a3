import { ChevronDown, Send } from '../ui/icons'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Choices, type Rating, type JudgementChoice, type Sureness, SURENESS } from '@/scenarios/engine/play/events'
import { type Decision, type PlayState, type Scene, isAct, offered } from '@/scenarios/engine/play/play'
import { FIELD } from '@/scenarios/engine/play/moment-form'
import { RatingScale } from './ratings'
import { Missing, useMissing } from './missing-answers'
import { CloseSheet } from './sheet'
import { Words } from '../ui/words'

/** What was chosen before the page loaded again: without script, after a check or a report. */
export interface Draft {
  choices: Choices
  rating?: Rating
  looks?: JudgementChoice
  sure?: Sureness
}

export function DecisionForm({ scene, state, draft: { choices, rating } }: { scene: Scene; state: PlayState; draft: Draft }) {
  const t = useTranslations('play')
  const decisions = offered(scene, state)
  const act = decisions.find(isAct)!
  const slots = decisions.filter((d) => d !== act)
  return (
    <section
      id="decision"
      tabIndex={-1}
      aria-labelledby="decision-h"
      className="deciding panel card p-4 shadow-card outline-none sm:p-5 lg:col-start-1"
    >
      <CloseSheet />
      {scene.rating && <RatingScale chosen={rating} />}
      <h2 id="decision-h" className="text-h3">
        <Words>{act.ask}</Words>
      </h2>
      <Radios name={FIELD.choice(act.id)} ask={act.ask} options={act.options} chosen={choices[act.id]}>
        {slots.length > 0 && <Composer slots={slots} choices={choices} />}
      </Radios>
      <button type="submit" className="btn btn-primary mt-3.5 min-w-40 max-sm:w-full">
        <span className="says-decide">{t('decide')}</span>
        <span className="says-send">
          <Send className="icon" />
          {t('send')}
        </span>
      </button>
    </section>
  )
}

/** CSS opens it below the act, once an act is chosen that sends it. */
function Composer({ slots, choices }: { slots: Decision[]; choices: Choices }) {
  const t = useTranslations('play')
  const isReply = slots[0]!.as === 'reply'
  return (
    <div className="composer rounded-xl border border-accent-line p-2.5">
      <h3 className="flex flex-wrap items-baseline justify-between gap-x-3 px-1 pb-2 text-note font-semibold">
        {t(isReply ? 'yourReply' : 'yourForm')}
        <span className="text-small font-normal text-ink-2">{t(isReply ? 'assemble' : 'fillIn')}</span>
      </h3>
      <div className="space-y-1.5">
        {slots.map((slot, i) => (
          <Slot key={slot.id} slot={slot} chosen={choices[slot.id]} open={i === 0 && !choices[slot.id]} next={slots[i + 1]?.id} />
        ))}
      </div>
    </div>
  )
}

export function Radios({
  name,
  ask,
  options,
  chosen,
  children,
}: {
  name: string
  ask: string
  options: { id: string; text: string; sends?: boolean }[]
  chosen?: string
  children?: React.ReactNode
}) {
  const { invalid } = useMissing(name)
  return (
    <fieldset className="options mt-3" data-label={ask}>
      <legend className="sr-only">
        <Words>{ask}</Words>
      </legend>
      {options.map((option) => (
        <label key={option.id} className="choice">
          <input
            type="radio"
            name={name}
            value={option.id}
            defaultChecked={option.id === chosen}
            data-sends={option.sends || undefined}
            {...invalid}
          />
          <span>
            <Words>{option.text}</Words>
          </span>
        </label>
      ))}
      {children}
      <Missing name={name} />
    </fieldset>
  )
}

type SlotDecision = Pick<Decision, 'id' | 'as' | 'ask'> & { options: { id: string; text: string }[] }

export function Slot({ slot, chosen, open, next }: { slot: SlotDecision; chosen?: string; open: boolean; next?: string }) {
  const t = useTranslations('play')
  const name = FIELD.choice(slot.id)
  const { missing, invalid } = useMissing(name)
  // Only at first. From then on the reader and `askFor` open and close it, because what is missing changes while they choose.
  const [initially] = useState(open || missing)
  return (
    <details
      id={`slot-${slot.id}`}
      className="slot"
      open={initially}
      data-label={slot.ask}
      onPointerDown={(e) => {
        e.currentTarget.dataset.pointer = '1'
      }}
      onKeyDown={(e) => {
        delete e.currentTarget.dataset.pointer
      }}
    >
      <summary>
        <span>
          <span className="text-fine text-ink-2">
            <Words>{slot.ask}</Words>
            <span className="sr-only">: </span>
          </span>
          <span className="block">
            {slot.options.map((option) => (
              <span key={option.id} className="picked">
                <Words>{option.text}</Words>
              </span>
            ))}
            <span className="unpicked">{t(slot.as === 'form' ? 'chooseField' : 'chooseSentence')}</span>
          </span>
        </span>
        <ChevronDown className="icon chevron text-accent" />
      </summary>
      <fieldset className="px-1 pb-2 pt-2">
        <legend className="sr-only">
          <Words>{slot.ask}</Words>
        </legend>
        <ul className="grid gap-1.5">
          {slot.options.map((option) => (
            <li key={option.id}>
              <label className="choice">
                <input
                  type="radio"
                  name={name}
                  value={option.id}
                  defaultChecked={option.id === chosen}
                  onChange={(e) => advance(e.currentTarget, next)}
                  {...invalid}
                />
                <span>
                  <Words>{option.text}</Words>
                </span>
              </label>
            </li>
          ))}
        </ul>
        <Missing name={name} />
      </fieldset>
    </details>
  )
}

function advance(chosen: HTMLInputElement, next: string | undefined) {
  const details = chosen.closest('details')!
  // A keyboard chooses each radio that it passes, so only a pointer's choice is final at once.
  if (!details.dataset.pointer) return
  details.open = false
  const following = next && document.getElementById(`slot-${next}`)
  if (following instanceof HTMLDetailsElement && !following.querySelector(':checked')) following.open = true
}

export function Confidence({ legend, chosen }: { legend: string; chosen?: Sureness }) {
  const t = useTranslations('play')
  const { invalid } = useMissing(FIELD.sure)
  return (
    <fieldset className="sureness mt-4 flex flex-wrap items-center gap-x-4 gap-y-2" data-label={legend}>
      <legend className="float-start me-4 py-1.5 text-note font-medium">{legend}</legend>
      <div className="segmented">
        {SURENESS.map((sure) => (
          <label key={sure}>
            <input type="radio" name={FIELD.sure} value={sure} defaultChecked={sure === chosen} {...invalid} />
            <span>{t(`sureness.${sure}`)}</span>
          </label>
        ))}
      </div>
      <Missing name={FIELD.sure} />
    </fieldset>
  )
}
