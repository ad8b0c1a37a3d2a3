/** Runs a verb of the author's command. Exit codes: 0 clean, 1 findings, 2 wrong usage. */
import { blind } from './blind'
import { check } from './check'
import { graph } from './graph'
import { newPattern } from './new'
import { rules } from './rules'
import { schema } from './schema'
import { score } from './score'
import { Misuse, type Output } from './verb'

const VERBS = { check, graph, score, blind, new: newPattern, schema, rules } satisfies Record<
  string,
  (words: string[], output: Output) => number
>
const USAGE = `npm run scenario -- <verb>
  check [files] [--json]                                  finds what is wrong; without files, in the whole library
  graph FILE [--format mermaid|dot|xstate]                draws the scenes and how they lead on
  score FILE --choices a,b,c [--seed n] [--json]          plays it and scores it
  blind [files]                                           what players who do not think would score
  new PATTERN                                             starts a folder
  schema [scenario|pattern|overlay|names]                 JSON Schema (draft-07) for an editor
  rules                                                   what check looks for`

export function runScenario([verb, ...words]: string[], output: Output): number {
  if (verb === undefined || verb === '--help' || verb === 'help') {
    output.out(USAGE)
    return verb === undefined ? 2 : 0
  }
  if (!Object.hasOwn(VERBS, verb)) {
    output.err(`no such verb: ${verb} (${Object.keys(VERBS).join(', ')})`)
    return 2
  }
  try {
    return VERBS[verb as keyof typeof VERBS](words, output)
  } catch (error) {
    if (!(error instanceof Misuse)) throw error
    output.err(`${verb}: ${error.message}`)
    return 2
  }
}
