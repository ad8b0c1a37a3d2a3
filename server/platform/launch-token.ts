import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { shared } from './shared'

/** `/en/lti/TOKEN/learn/…`: the handler removes the token, and every address on the page gets it again (docs/decisions/lti.md). */
const here = shared('launched', () => new AsyncLocalStorage<string>())

export const launchToken = (): string | null => here.getStore() ?? null

export const inLaunch = <T>(token: string, act: () => T): T => here.run(token, act)

export const rootOf = (locale: string): string => {
  const token = launchToken()
  return token === null ? `/${locale}` : launchPath(locale, token)
}

export const launchPath = (locale: string, token: string): string => `/${locale}/lti/${token}`

/** For a link to any other page: it opens outside the frame, which could not show it. */
export const beside = (): { target?: string; rel?: string } => (launchToken() === null ? {} : { target: '_blank', rel: 'noopener' })

const LAUNCHED = /^\/([^/?]+)\/lti\/([\w-]{32})(?=[/?]|$)(.*)$/
/** A learner's own pages, and the pages they lead to. No other page can be shown in another site's frame. */
const PAGES = /^\/(?:(?:learn\/attempts|courses)\/[^/?]+|learn\/data|signs)(?:[/?]|$)/

/** The token in an address that is part of a launch, and the address to answer: for a learner's page, the one without the token. */
export function launchedPage(url: string): { token: string; url: string } | null {
  const [, locale, token, rest = ''] = LAUNCHED.exec(url) ?? []
  if (token === undefined) return null
  return { token, url: PAGES.test(rest) ? `/${locale}${rest}` : url }
}
