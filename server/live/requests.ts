import 'server-only'

/** The requests under a session's address that the live core answers. */
export const LIVE_REQUESTS = ['stream', 'state', 'answers', 'commands', 'actions'] as const
