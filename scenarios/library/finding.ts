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

export interface SourcedValue<T> {
  value: T
  source: Source
}

export interface Hit {
  path: Path
  message: string
}

export interface Rule<Subject> {
  id: string
  severity: Severity
  about: string
  check(subject: Subject): Iterable<Hit>
}

export function apply<Subject>(rules: readonly Rule<Subject>[], subject: Subject, source: Source): Finding[] {
  return rules.flatMap(({ id: rule, severity, check }) =>
    Array.from(check(subject), ({ path, message }) => ({ rule, severity, message, file: source.file, ...source.locate(path) })),
  )
}

export const inOrder = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort(
    (a, b) =>
      compare(a.file, b.file) || compare(a.severity, b.severity) || a.line - b.line || a.column - b.column || compare(a.rule, b.rule),
  )

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
