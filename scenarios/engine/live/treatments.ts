/** What a plan can choose from. Forms on pages import it, so it brings nothing along. */

/** `discuss`: vote, talk, vote again. `vote`: one vote. `narrate`: the facilitator tells it and decides. */
export const TREATMENTS = ['discuss', 'vote', 'narrate'] as const
export type Treatment = (typeof TREATMENTS)[number]
/** By scene. */
export type Treatments = Record<string, Treatment>

/** The lengths on offer. */
export const SESSION_MINUTES = [20, 30, 45, 60, 90] as const
