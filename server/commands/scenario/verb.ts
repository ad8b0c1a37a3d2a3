/** What the verbs of the author's command share: where they write, how they read their words. */
import { type ParseArgsConfig, parseArgs } from 'node:util'

export interface Output {
  out(text: string): void
  err(text: string): void
}

/** Wrong use of the command: one line, exit code 2. */
export class Misuse extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>

/** @throws Misuse on an option that is not known or has no value. */
export function readWords<O extends Options>(words: string[], options: O) {
  try {
    return parseArgs({ args: words, options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new Misuse((error as Error).message.split('\n')[0])
  }
}

/** The one file that a verb is about. @throws Misuse */
export function oneFile(files: string[]): string {
  if (files.length !== 1) throw new Misuse('name one scenario file')
  return files[0]!
}
