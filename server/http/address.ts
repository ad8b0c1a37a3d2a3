import 'server-only'
import type { IncomingMessage } from 'node:http'
import { DEFAULT_LOCALE, isLocale } from '../platform/locales'

/** The path of a request, without its query. */
export const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?')[0]!

/** The locale at the beginning of the path, or the default. */
export function localeOf(request: IncomingMessage): string {
  const first = pathOf(request).split('/')[1] ?? ''
  return isLocale(first) ? first : DEFAULT_LOCALE
}
