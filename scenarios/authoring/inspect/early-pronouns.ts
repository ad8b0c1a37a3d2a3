/** Finds pronouns of characters whom nothing in the same moment, ending or verdict has named before. */
import { CHARACTER_FORMS } from '../../engine/play/names'
import type { Scenario } from '../../engine/format/schema'
import type { Path } from '../../library/finding'
import { partsOf } from './subject'

const NAMES = new Set(['name', 'given', 'family'])
// linear: it begins at a brace, which no name holds, and tries one choice of words for each underscore.
const OF_A_CHARACTER = new RegExp(`\\{(\\w+?)_(${CHARACTER_FORMS.join('|')})\\b`, 'g')

export interface EarlyPronoun {
  path: Path
  pronoun: string
}
/** Texts come in the order of the file, in which people read them; who writes, speaks or is shown is named by the artefact. */
export function earlyPronouns(scenario: Scenario): EarlyPronoun[] {
  const named = new Map<string, Set<string>>()
  return partsOf(scenario).texts.flatMap(({ text, path }) => {
    const part = path.slice(0, path[0] === 'scenes' ? 2 : path[0] === 'endings' ? 3 : 1)
    const place = part.join('/')
    const known = named.get(place) ?? new Set(part[0] === 'scenes' ? shownIn(scenario.scenes[String(part[1])]!.show) : [])
    named.set(place, known)
    return [...text.matchAll(OF_A_CHARACTER)].flatMap(([, who, form]) => {
      const early = !NAMES.has(form!) && !known.has(who!)
      known.add(who!)
      return early ? [{ path, pronoun: `${who}_${form}` }] : []
    })
  })
}

const WHO = new Set(['from', 'with', 'of'])
const shownIn = (node: unknown): string[] =>
  node && typeof node === 'object'
    ? Object.entries(node).flatMap(([key, value]) =>
        WHO.has(key) && typeof value === 'string' ? [value.replaceAll('-', '_')] : shownIn(value),
      )
    : []
