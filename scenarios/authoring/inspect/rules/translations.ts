import { shortHash, textsById } from '../../../engine/play/overlay'
import type { Overlay, Scenario } from '../../../engine/format/schema'
import { CHARACTER_FORMS } from '../../../engine/play/names'
import type { Hit, Rule } from '../../../library/finding'
import { needsOf } from './messages'

export interface OverlaySubject {
  overlay: Overlay
  texts: Map<string, string>
}

export const overlaySubject = (overlay: Overlay, scenario: Scenario | undefined): OverlaySubject => ({
  overlay,
  texts: scenario ? textsById(scenario) : new Map(),
})

const entries = ({ overlay }: OverlaySubject) => Object.entries(overlay.texts)

const unknown = (subject: OverlaySubject): Hit[] =>
  entries(subject)
    .filter(([id]) => !subject.texts.has(id))
    .map(([id]) => ({ path: ['texts', id], message: `no text has the id ${id}: rename or remove the translation` }))

const missing = ({ overlay, texts }: OverlaySubject): Hit[] =>
  [...texts]
    .filter(([id]) => !Object.hasOwn(overlay.texts, id))
    .map(([id, text]) => ({ path: ['texts'], message: `${id} is not translated: add it, with of: ${shortHash(text)}` }))

const stale = (subject: OverlaySubject): Hit[] =>
  entries(subject).flatMap(([id, { of }]) => {
    const text = subject.texts.get(id)
    return text === undefined || of === shortHash(text)
      ? []
      : [
          {
            path: ['texts', id, 'of'],
            message: `the text of ${id} has changed: review the translation, then set of: ${shortHash(text)}`,
          },
        ]
  })

/** A language may need a pronoun where another has the name. */
// linear: it is tried once, from the beginning of a name, with one choice of words for each underscore.
const OF_A_CHARACTER = new RegExp(`^(\\w+)_(?:${CHARACTER_FORMS.join('|')})$`)
const characterIn = (name: string): string | undefined => OF_A_CHARACTER.exec(name)?.[1]

const otherArguments = (subject: OverlaySubject): Hit[] =>
  entries(subject).flatMap(([id, { text }]) => {
    const source = subject.texts.get(id)
    const [asked, given] = [needsOf(text), source === undefined ? null : needsOf(source)]
    if (asked === null) return [{ path: ['texts', id, 'text'], message: 'not an ICU message: use braces only for arguments' }]
    const people = new Set(given?.flatMap((name) => characterIn(name) ?? []))
    const odd = given && asked.find((name) => !given.includes(name) && !people.has(characterIn(name) ?? ''))
    return odd
      ? [{ path: ['texts', id, 'text'], message: `{${odd}} is not in the source text: use only its arguments and its people` }]
      : []
  })

/** A missing or stale text is shown in the scenario's own language and marked, so it only warns. */
export const OVERLAY_RULES: readonly Rule<OverlaySubject>[] = [
  { id: 'overlay-unknown', severity: 'error', about: 'a translation belongs to a text that exists', check: unknown },
  { id: 'overlay-missing', severity: 'warning', about: 'every text is translated', check: missing },
  { id: 'overlay-stale', severity: 'warning', about: 'a translation was made from the current text', check: stale },
  {
    id: 'overlay-argument',
    severity: 'error',
    about: 'a translation uses only the arguments of its source, and its people',
    check: otherArguments,
  },
]
