/** What a plan can choose from. Forms on pages import it, so it imports nothing. */

/** `discuss`: vote, talk, vote again. `vote`: one vote. `narrate`: the facilitator tells what happens and decides. */
export const TREATMENTS = ['discuss', 'vote', 'narrate'] as const
export type Treatment = (typeof TREATMENTS)[number]
export type Treatments = Record<string, Treatment>

export const SESSION_MINUTES = [20, 30, 45, 60, 90] as const
