import 'server-only'

/** What a person may do beside learning. */
export const ROLES = ['learner', 'facilitator', 'author', 'owner', 'administrator'] as const
export type Role = (typeof ROLES)[number]
