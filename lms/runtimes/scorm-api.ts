/** The SCORM API with every answer checked: all functions throw LmsUnreachable. Both standards have the same ones under other names. */
import { type Arrival, LmsUnreachable } from '../runtime'
import { arrivalOf } from './arrival'
import { findApi } from './find-api'

export interface Dialect {
  name: 'API' | 'API_1484_11'
  begin: string
  end: string
  get: string
  set: string
  commit: string
  error: string
  errorText: string
  diagnostic: string
  /** Error codes that mean there is no value, or that the LMS does not keep such an element. */
  absent: readonly number[]
  /**
   * The error code for a session that is already open, because an earlier page went away without ending it. If it means something else, as
   * it can in SCORM 1.2, the LMS does not say what it holds either.
   */
  begun: number
}

export interface ScormApi {
  begin(): void
  /** @returns null if the LMS has no such value */
  read(element: string): string | null
  write(element: string, value: string): void
  /** @throws also if nobody can know whether it arrived */
  commit(): Arrival
  end(): void
  /** When the page of the LMS was loaded, in milliseconds since 1970; 0 if it does not say. */
  loadedAt: number
}

/** @throws Error if there is no API, or if it lacks a function */
export function openApi(dialect: Dialect, from: Window): ScormApi {
  const place = findApi(dialect.name, from)
  if (!place) throw new Error(`no window holds ${dialect.name}`)
  const found = place.api as Record<string, unknown>
  for (const name of [dialect.begin, dialect.end, dialect.get, dialect.set, dialect.commit, dialect.error])
    if (typeof found[name] !== 'function') throw new Error(`${dialect.name} has no ${name}`)

  const call = (name: string, ...args: string[]): unknown => {
    try {
      return (found[name] as (...args: string[]) => unknown)(...args)
    } catch (fault) {
      throw new LmsUnreachable(`${[name, ...args.slice(0, 1)].join(' ')} threw: ${fault}`)
    }
  }
  /** 0 if there is none. Some LMSs answer with a number, some with nothing. */
  const lastError = (): number => Number(call(dialect.error) ?? 0)
  const said = (name: string, code: number): string => (typeof found[name] === 'function' ? String(call(name, String(code)) ?? '') : '')
  const refusal = (what: string, code: number) =>
    new LmsUnreachable(
      [what, code, said(dialect.errorText, code), said(dialect.diagnostic, code)].filter((part) => part !== '').join(' · '),
    )

  /** Calls a function that answers `true` or `false`. If an LMS says `true` but has an error code, it has not done it. */
  function act(name: string, args: readonly string[], allowed?: number): void {
    const answer = String(call(name, ...args))
    const code = lastError()
    if ((DONE.test(answer) && code === 0) || code === allowed) return
    throw refusal(`${[name, ...args].join(' ').slice(0, MOST_QUOTED)} answered ${answer}`, code)
  }

  return {
    begin: () => act(dialect.begin, [''], dialect.begun),
    read(element) {
      const answer = String(call(dialect.get, element) ?? '')
      // Some LMSs leave the error of an earlier call; ignore it if there is a value.
      if (answer !== '') return answer
      const code = lastError()
      if (dialect.absent.includes(code)) return null
      if (code !== 0) throw refusal(`${dialect.get} ${element}`, code)
      return ''
    },
    write: (element, value) => act(dialect.set, [element, value]),
    commit() {
      const arrival = arrivalOf(place.at, () => act(dialect.commit, ['']))
      if (!arrival) throw new LmsUnreachable(`${dialect.commit} answered true, but nobody knows whether it arrived`)
      return arrival
    },
    end: () => act(dialect.end, ['']),
    loadedAt: place.at.performance?.timeOrigin ?? 0,
  }
}
/** The standard asks for the string `true`, but some LMSs answer with a boolean or a number. */
const DONE = /^(true|1)$/i
const MOST_QUOTED = 120
