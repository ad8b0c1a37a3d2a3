import 'server-only'

/** A learner may only learn; every other role adds something to that. */
export const ROLES = ['learner', 'facilitator', 'author', 'owner', 'administrator'] as const
export type Role = (typeof ROLES)[number]
