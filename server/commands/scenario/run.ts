/** Runs a verb of the author's command. Exit codes: 0 clean, 1 findings, 2 wrong usage. */
import { check } from './check'
import { graph } from './graph'
import { measure } from './measure'
import { newPattern } from './new'
import { read } from './read'
import { rules } from './rules'
import { schema } from './schema'
import { score } from './score'
import { Misuse, type Output } from './verb'

const VERBS = { check, read, graph, score, measure, new: newPattern, schema, rules } satisfies Record<
  string,
  (words: string[], output: Output) => number
>
const USAGE = `npm run scenario -- <verb>
  check [files] [--json] [--watch] [--unproved]           finds what is wrong; without files, in the whole library
  read ID [--nature hostile|genuine] [--path a,b,c | --cover] [--tell …] [--check …] [--locale L]
                                                          what a learner reads; without a path, few paths with every text
  graph ID [--nature …] [--format mermaid|dot|xstate]     draws the scenes, with points, checks, grave acts and what is unreachable
  score ID --choices a,b,c [--nature hostile|genuine] [--tell all|none|SCENES] [--check …] [--json]
  measure ID [--json]                                     how far the truths are alike, when one could know, what plays score
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
