import 'server-only'

/** A random token each: whose sessions a browser controls, and who it is in those it joined. */
export const FACILITATOR_COOKIE = 'facilitator'
export const PARTICIPANT_COOKIE = 'participant'
