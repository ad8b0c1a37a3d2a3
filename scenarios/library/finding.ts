/** What a rule finds, and where in the author's file. */

export type Severity = 'error' | 'warning'
/** Keys and indexes that lead from the root of a file to a value. */
export type Path = readonly (string | number)[]
/** Counted from 1. */
export interface Place {
  line: number
  column: number
}
export interface Finding extends Place {
  rule: string
  severity: Severity
  message: string
  file: string
}

/** A file as read, with the place of each value. A path that leads nowhere gives the nearest value above it. */
export interface Source {
  file: string
  locate(path: Path): Place
}

/** A parsed value, and where its parts are in the file. */
export interface SourcedValue<T> {
  value: T
  source: Source
}

/** One problem that a rule found. The message says what is wrong and what to do. */
export interface Hit {
  path: Path
  message: string
}

export interface Rule<Subject> {
  id: string
  severity: Severity
  /** One line for authors. */
  about: string
  check(subject: Subject): Iterable<Hit>
}

export function apply<Subject>(rules: readonly Rule<Subject>[], subject: Subject, source: Source): Finding[] {
  return rules.flatMap(({ id: rule, severity, check }) =>
    Array.from(check(subject), ({ path, message }) => ({ rule, severity, message, file: source.file, ...source.locate(path) })),
  )
}

/** By file, errors first, then by place. */
export const inOrder = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort(
    (a, b) =>
      compare(a.file, b.file) || compare(a.severity, b.severity) || a.line - b.line || a.column - b.column || compare(a.rule, b.rule),
  )

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
