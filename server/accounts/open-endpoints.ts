import 'server-only'
import { AUTH_PATH, SSO_ID } from './paths'

/** Of better-auth's addresses those that a browser has to call itself. Everything else is done by handlers of our own. */
const OPEN: readonly (readonly [method: string, path: string])[] = [
  ['GET', `/callback/${SSO_ID}`],
  ['POST', '/passkey/verify-registration'],
  ['GET', '/passkey/generate-authenticate-options'],
  ['POST', '/passkey/verify-authentication'],
]

/** @param path as in the address, with `/api/auth` and without a query */
export const isOpenToBrowsers = (method: string, path: string): boolean =>
  OPEN.some(([m, p]) => m === method && `${AUTH_PATH}${p}` === path)
