/** Shared by the verbs of the author's command: output and parsing of arguments. */
import { type ParseArgsConfig, parseArgs } from 'node:util'

export interface Output {
  out(text: string): void
  err(text: string): void
}

/** Wrong usage: one line, exit code 2. */
export class Misuse extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>

/** @throws Misuse on an unknown option or a missing value */
export function readWords<O extends Options>(words: string[], options: O) {
  try {
    return parseArgs({ args: words, options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new Misuse((error as Error).message.split('\n')[0])
  }
}

/** The single story that a verb works on. @throws Misuse */
export function oneFile(files: string[]): string {
  if (files.length !== 1) throw new Misuse('name one story, such as P01')
  return files[0]!
}
