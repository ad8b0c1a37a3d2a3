import 'server-only'

/** A learner may only learn; every other role adds something to that; an auditor only reads. */
export const ROLES = ['learner', 'facilitator', 'author', 'owner', 'auditor', 'administrator'] as const
export type Role = (typeof ROLES)[number]
