import 'server-only'

/** Where better-auth answers. */
export const AUTH_PATH = '/api/auth'
/** What its cookies' names begin with. */
export const ACCOUNT_COOKIE = 'account'
