import { ChevronDown } from '../ui/icons'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Choices, type Rating, type JudgementChoice, type Sureness, SURENESS } from '@/scenarios/engine/play/events'
import type { Decision } from '@/scenarios/engine/play/play'
import { FIELD } from '@/scenarios/engine/play/moment-form'
import { Missing, useMissing } from './missing-answers'
import { Words } from '../ui/words'

/** What was chosen before the page loaded again: without script, after a check or a report. */
export interface Draft {
  choices: Choices
  rating?: Rating
  looks?: JudgementChoice
  sure?: Sureness
}

export function Radios({
  name,
  ask,
  options,
  chosen,
}: {
  name: string
  ask: string
  options: { id: string; text: string }[]
  chosen?: string
}) {
  const { invalid } = useMissing(name)
  return (
    <fieldset className="options mt-3" data-label={ask}>
      <legend className="sr-only">
        <Words>{ask}</Words>
      </legend>
      {options.map((option) => (
        <label key={option.id} className="choice">
          <input type="radio" name={name} value={option.id} defaultChecked={option.id === chosen} {...invalid} />
          <span>
            <Words>{option.text}</Words>
          </span>
        </label>
      ))}
      <Missing name={name} />
    </fieldset>
  )
}

type SlotDecision = Pick<Decision, 'id' | 'as' | 'ask'> & { options: { id: string; text: string }[] }

interface SlotProps {
  slot: SlotDecision
  chosen?: string
  open: boolean
  next?: string
  onChoose?: (sentence: HTMLInputElement) => void
}
export function Slot({ slot, chosen, open, next, onChoose }: SlotProps) {
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
                  onChange={(e) => {
                    onChoose?.(e.currentTarget)
                    advance(e.currentTarget, next)
                  }}
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
