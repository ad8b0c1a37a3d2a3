/** What paper needs of the debrief: nobody knows yet which ending the room will reach, so all of them. */
import type { Sentence } from '../play/play'
import { type RoomEnding, endingsIn } from './endings'
import { parted } from './reasons'
import type { RoomScript } from './script'

export interface PrintedEnding extends Omit<RoomEnding, 'text'> {
  text: string
}
export interface PrintedDebrief {
  /** What it was, in one line; may be empty. */
  line: string
  reasons: string[]
  endings: PrintedEnding[]
  /** The title of the moment whose report matters most; empty if there is none. */
  matters: string
  /** Whether an ending depends on honest business. */
  business: boolean
  rule: string
}

export function printedDebrief(script: RoomScript): PrintedDebrief {
  const {
    compiled: { key },
    fill,
    play,
  } = script
  // A sentence that is true on some paths only stands in brackets.
  const printed = ({ text, when, said }: Sentence) => {
    const whole = fill(text.replaceAll('{said}', '…'))
    return when || said ? `[${whole}]` : whole
  }
  return {
    ...parted(key.verdict.text.map(printed)),
    endings: endingsIn(script).map(({ title, text, ...of }) => ({ ...of, title: fill(title), text: text.map(printed).join(' ') })),
    matters: key.matters ? play.scenes[key.matters]!.title : '',
    business: key.business !== undefined,
    rule: fill(key.keep.rule),
  }
}
