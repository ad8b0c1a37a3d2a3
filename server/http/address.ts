import 'server-only'
import type { IncomingMessage } from 'node:http'
import { DEFAULT_LOCALE, isLocale } from '../platform/locales'

export const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?')[0]!

export function localeOf(request: IncomingMessage): string {
  const first = pathOf(request).split('/')[1] ?? ''
  return isLocale(first) ? first : DEFAULT_LOCALE
}
