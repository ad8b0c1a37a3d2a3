/** The API of SCORM, every answer checked. Both standards have the same functions under other names. */
import { LmsUnreachable } from '../runtime'
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
  /** What an LMS answers where it has no value: for lack of one, or because it does not keep such a thing. */
  absent: readonly number[]
  /** What it answers to a beginning where one was made before, by a page that went away without a word. */
  begun: number | null
}

export interface ScormApi {
  /** @throws Unreached */
  begin(): void
  /** @returns null if the LMS has no such value. @throws Unreached if it fails, which is something else */
  read(element: string): string | null
  /** @throws Unreached */
  write(element: string, value: string): void
  /** @throws Unreached */
  commit(): void
  /** @throws Unreached */
  end(): void
}

/** @throws Error if no API is there, or it lacks a function */
export function openApi(dialect: Dialect, from: Window): ScormApi {
  const found = findApi(dialect.name, from) as Record<string, unknown> | null
  if (!found) throw new Error(`no window holds ${dialect.name}`)
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

  /** What answers `true` or `false`. An LMS that says `true` and names an error has not done it. */
  function act(name: string, args: readonly string[], allowed: number | null = null): void {
    const answer = String(call(name, ...args))
    const code = lastError()
    if ((DONE.test(answer) && code === 0) || (allowed !== null && code === allowed)) return
    throw refusal(`${[name, ...args].join(' ').slice(0, MOST_TOLD)} answered ${answer}`, code)
  }

  return {
    begin: () => act(dialect.begin, [''], dialect.begun),
    read(element) {
      const answer = String(call(dialect.get, element) ?? '')
      // Who has a value has no error to tell; some leave the one of an earlier question.
      if (answer !== '') return answer
      const code = lastError()
      if (dialect.absent.includes(code)) return null
      if (code !== 0) throw refusal(`${dialect.get} ${element}`, code)
      return ''
    },
    write: (element, value) => act(dialect.set, [element, value]),
    commit: () => act(dialect.commit, ['']),
    end: () => act(dialect.end, ['']),
  }
}
/** By the standard it is the string `true`; some say it as a boolean, some as they count. */
const DONE = /^(true|1)$/i
/** Characters of a call in a message. */
const MOST_TOLD = 120
