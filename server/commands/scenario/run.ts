/** Runs a verb of the author's command. Exit codes: 0 clean, 1 findings, 2 wrong usage. */
import { parseArgs } from 'node:util'
import { Misuse, type Values, type Verb } from '@/scenarios/authoring/commands/verb'
import { USAGE, VERBS, usageOf } from '@/scenarios/authoring/commands/verbs'
import { authorFolders, workspaceOf } from './workspace'

export interface Output {
  out(text: string): void
  err(text: string): void
}

/** @param folders with scenarios; what is new goes into the last, that of the drafts */
export function runScenario([name, ...words]: string[], { out, err }: Output, folders = authorFolders()): number {
  if (name === undefined || name === '--help' || name === 'help') {
    out(USAGE)
    return name === undefined ? 2 : 0
  }
  if (!Object.hasOwn(VERBS, name)) {
    err(`no such verb: ${name} (${Object.keys(VERBS).join(', ')})`)
    return 2
  }
  if (words.includes('--help')) {
    out(usageOf(name))
    return 0
  }
  const verb = VERBS[name]!
  try {
    return verb.run(readWords(words, verb), workspaceOf(out, folders))
  } catch (error) {
    if (!(error instanceof Misuse)) throw error
    err(`${name}: ${error.message}`)
    return 2
  }
}

/** @throws Misuse on an unknown option or a missing value */
function readWords(args: string[], { options }: Verb) {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true })
    return { values: values as Values<Verb['options']>, words: positionals }
  } catch (error) {
    throw new Misuse((error as Error).message.split('\n')[0])
  }
}
