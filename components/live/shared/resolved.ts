import type { PlayFacts } from '@/scenarios/engine/play/play'

/** The artefacts of a room's view already have their guards resolved. */
export const RESOLVED: PlayFacts = { facts: [], checks: [] }
