import 'server-only'
import type { Nature } from '@/scenarios/engine/format/schema'

/** What figures are about: a story's structure in one of its truths, whatever its words. */
export interface Version {
  structure: string
  nature: Nature
}
/** As one word, as figures name it. */
export const versionOf = ({ structure, nature }: Version): string => `${structure}.${nature}`
export function versionIn(word: string): Version {
  const [structure, nature] = word.split('.') as [string, Nature]
  return { structure, nature }
}

/** How people and links on pages name it. */
export const shortVersion = (word: string): string => word.slice(0, 8)
export const anchorOf = (word: string): string => `v-${word.slice(0, 12)}-${versionIn(word).nature}`
