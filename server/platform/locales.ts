import 'server-only'
import type { IncomingMessage } from 'node:http'
import { match } from '@formatjs/intl-localematcher'
import compile from 'icu-minify/compile'
import Negotiator from 'negotiator'
import { createTranslator } from 'use-intl/core'
import formatMessage from 'use-intl/format-message'
import { config } from './config'
import en from '@/messages/en.json'
import type { Percent } from '@/scenarios/engine/course/records'
import { pseudo } from '@/messages/pseudo'

/** The locale is part of the URL. English is the source. Another language is one more file in `messages/`, named here. */
export type Messages = typeof en
const MESSAGES: Record<string, Messages> = { en }
export const PSEUDO_LOCALE = 'en-XA'
export const DEFAULT_LOCALE = 'en'

export const locales = (): string[] => [...Object.keys(MESSAGES), ...(config().PSEUDO_LOCALE ? [PSEUDO_LOCALE] : [])]
export const written = (): Record<string, Messages> => MESSAGES
export const isLocale = (value: string): boolean => locales().includes(value)

/** Compiled inside Next, where next.config.js leaves the parser out, and as written in front of it. The formatter knows which. */
export function messagesOf(locale: string): Messages {
  const made = readMessages.get(locale)
  if (made) return made
  const source = sourceOf(locale)
  const messages = formatMessage.raw ? source : compiledMessages(locale)
  readMessages.set(locale, messages)
  return messages
}
/** The compiler makes objects without a prototype, which cannot be passed to a page. JSON makes them plain. */
export const compiledMessages = (locale: string): Messages => JSON.parse(JSON.stringify(compiled(sourceOf(locale)))) as Messages
export const sourceOf = (locale: string): Messages =>
  locale === PSEUDO_LOCALE && config().PSEUDO_LOCALE ? pseudo(en) : (MESSAGES[locale] ?? en)
const readMessages = new Map<string, Messages>()
const compiled = (node: unknown): unknown =>
  typeof node === 'string'
    ? compile(node)
    : Object.fromEntries(Object.entries(node as object).map(([key, value]) => [key, compiled(value)]))

/** For dates and numbers, and the language of the page. Our English is British: `25 November 2026`. */
export const languageOf = (locale: string): string => (locale === PSEUDO_LOCALE || locale === 'en' ? 'en-GB' : locale)

export const numberIn = (locale: string, n: number): string => n.toLocaleString(languageOf(locale))

/** `62%`, `less than 1%`, `more than 99%`. */
export function percentIn(locale: string, percent: Percent): string {
  const format = (n: number) => (n / 100).toLocaleString(languageOf(locale), { style: 'percent' })
  if (typeof percent === 'number') return format(percent)
  const t = translator(locale, 'records')
  return percent === 'under-1' ? t('percentUnder', { percent: format(1) }) : t('percentOver', { percent: format(99) })
}

const RIGHT_TO_LEFT = ['Adlm', 'Arab', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa']
export const directionOf = (locale: string): 'ltr' | 'rtl' =>
  RIGHT_TO_LEFT.includes(new Intl.Locale(languageOf(locale)).maximize().script ?? '') ? 'rtl' : 'ltr'

/** The same page in another language, by the address that was requested. */
export function inLocale(locale: string, url: string): string {
  const [path = '', query = ''] = url.split(/\?(.*)/s)
  const [before, first = '', ...rest] = path.split('/')
  if (before !== '' || !isLocale(first)) return `/${locale}`
  const asked = new URLSearchParams(query)
  // Next's own name for a part of a page.
  asked.delete('_rsc')
  return `/${[locale, ...rest].join('/')}${asked.size > 0 ? `?${asked}` : ''}`
}

export const languageName = (locale: string, named: string): string =>
  new Intl.DisplayNames(languageOf(locale), { type: 'language' }).of(named) ?? named

export const translator = <N extends keyof Messages>(locale: string, namespace: N) =>
  createTranslator({ locale: languageOf(locale), messages: messagesOf(locale), namespace })

/** The same for texts that we send. It throws if a text cannot be formatted, so that no mail contains a key instead of words. */
export const strictTranslator = <N extends keyof Messages>(locale: string, namespace: N) =>
  createTranslator({ locale: languageOf(locale), messages: messagesOf(locale), namespace, onError: refuse })
function refuse(error: Error): never {
  throw error
}

export const greeting = (locale: string, name: string | null): string => {
  const t = strictTranslator(locale, 'mail')
  return name?.trim() ? t('hello', { name: name.trim() }) : t('helloUnnamed')
}

/** Addresses without a locale. Any other address without one is a page that does not exist, and its error page needs a language. */
const WITHOUT_LOCALE = ['.well-known', '_next', 'api', 'healthz', 'icon.svg', 'metrics', 'offline.js', 'organisation']

export const standsInLocale = (url = '/'): boolean => {
  const first = url.split(/[/?#]/)[1] ?? ''
  return WITHOUT_LOCALE.includes(first) || isLocale(first)
}

/** By the browser's preferences; null if no redirect is needed. @param otherwise if the browser prefers none of ours */
export function withLocale(request: Pick<IncomingMessage, 'url' | 'headers'>, otherwise = DEFAULT_LOCALE): string | null {
  const url = request.url ?? '/'
  if (standsInLocale(url)) return null
  // The most wanted come first. Matching a list of thousands would take seconds.
  const wanted = new Negotiator({ headers: { 'accept-language': request.headers['accept-language']?.slice(0, 200) } }).languages()
  const locale = match(wanted.filter(isTag), Object.keys(MESSAGES), isLocale(otherwise) ? otherwise : DEFAULT_LOCALE)
  return `/${locale}${url === '/' ? '' : url.replace(/^\/+/, '/')}`
}
function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}
