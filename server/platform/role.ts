import 'server-only'

/** A learner may only learn. Every other role adds something to that. An auditor only reads. */
export const ROLES = ['learner', 'facilitator', 'author', 'owner', 'auditor', 'administrator'] as const
export type Role = (typeof ROLES)[number]
