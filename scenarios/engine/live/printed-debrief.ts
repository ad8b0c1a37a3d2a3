/** What paper needs of the debrief: nobody knows yet which ending the room will reach, so all of them. */
import type { Sentence } from '../play/play'
import { parted } from './reasons'
import type { RoomScript } from './script'

export interface PrintedEnding {
  id: string
  title: string
  text: string
}
export interface PrintedDebrief {
  /** What it was, in one line; may be empty. */
  line: string
  reasons: string[]
  endings: PrintedEnding[]
  rule: string
}

export function printedDebrief({ compiled: { key }, fill }: RoomScript): PrintedDebrief {
  // A sentence that is true on some paths only stands in brackets.
  const printed = ({ text, when, said }: Sentence) => {
    const whole = fill(text.replaceAll('{said}', '…'))
    return when || said ? `[${whole}]` : whole
  }
  return {
    ...parted(key.verdict.text.map(printed)),
    endings: [...new Set(key.ends.map(({ to }) => to))].map((id) => {
      const { title, text } = key.endings[id]!
      return { id, title: fill(title), text: text.map(printed).join(' ') }
    }),
    rule: fill(key.keep.rule),
  }
}
