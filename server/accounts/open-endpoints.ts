import 'server-only'
import { AUTH_PATH, SSO_ID } from './paths'

/** The endpoints of better-auth that a browser must call itself. Everything else goes through our own handlers. */
const OPEN: readonly (readonly [method: string, path: string])[] = [
  ['GET', `/callback/${SSO_ID}`],
  ['POST', '/passkey/verify-registration'],
  ['GET', '/passkey/generate-authenticate-options'],
  ['POST', '/passkey/verify-authentication'],
]

/** @param path including `/api/auth`, without a query */
export const isOpenToBrowsers = (method: string, path: string): boolean =>
  OPEN.some(([m, p]) => m === method && `${AUTH_PATH}${p}` === path)
