/** What the verbs of the author's command share. They reach files only through a workspace, so all of them are pure. */
import type { Evidence } from '../inspect'
import type { LibraryFile } from '../../library/load'
import { readEvidence, withOwn } from '../../library/evidence'

/** The author's files, and where a verb prints: `server/commands/scenario/workspace.ts`, or a test. */
export interface Workspace {
  out(text: string): void
  /** The files that an author names, or all, with the files that belong to them. @throws Misuse if one does not exist */
  asked(paths: readonly string[]): VerbInput
  evidence(name: string): { file: string; text: string }
  /** All texts of the interface, in English. */
  messages(): unknown
  /** What the author's libraries add to it. */
  ownEvidence(): LibraryFile[]
  /** Creates the file of a new scenario. @throws Misuse if another has its id. @returns its path */
  start(scenario: string, text: string): string
  watch(paths: readonly string[], again: () => void): void
}
export interface VerbInput {
  libraries: LibraryFile[][]
  named: ReadonlySet<string>
}

export type Options = Record<string, { type: 'string'; default?: string } | { type: 'boolean' }>
export type Values<O extends Options> = {
  [K in keyof O]: O[K] extends { type: 'boolean' } ? boolean | undefined : O[K] extends { default: string } ? string : string | undefined
}
export interface Verb<O extends Options = Options> {
  options: O
  /** @returns the exit code: 0 clean, 1 findings. @throws Misuse */
  run(asked: { values: Values<O>; words: readonly string[] }, workspace: Workspace): number
}
export const verb = <const O extends Options>(of: Verb<O>): Verb<O> => of

/** Wrong usage: one line, exit code 2. */
export class Misuse extends Error {}

/** @throws Misuse if the author's own evidence cannot be read */
export function evidenceIn(workspace: Workspace): Evidence {
  const { sources, signs, decoys } = workspace.ownEvidence().reduce(
    (cited, file) => {
      const added = withOwn(cited, file)
      const [fault] = added.findings
      if (fault) throw new Misuse(`${fault.file}:${fault.line}: ${fault.message}`)
      return added.cited
    },
    readEvidence((name) => workspace.evidence(name).text),
  )
  return { sources: new Set(sources.keys()), signs, decoys }
}
