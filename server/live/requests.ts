import 'server-only'

/** What the live core answers under a session's address. */
export const LIVE_REQUESTS = ['stream', 'state', 'answers', 'commands', 'desk'] as const
