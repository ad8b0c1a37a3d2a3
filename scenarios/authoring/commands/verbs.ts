/** Runs a verb of the author's command. Exit codes: 0 clean, 1 findings, 2 wrong usage. */
import { check } from '@/scenarios/authoring/commands/check'
import { graph } from '@/scenarios/authoring/commands/graph'
import { measure } from '@/scenarios/authoring/commands/measure'
import { newPattern } from '@/scenarios/authoring/commands/new'
import { read } from '@/scenarios/authoring/commands/read'
import { rules } from '@/scenarios/authoring/commands/rules'
import { schema } from '@/scenarios/authoring/commands/schema'
import { score } from '@/scenarios/authoring/commands/score'
import { Misuse, type Output } from '@/scenarios/authoring/commands/verb'
import { weak } from '@/scenarios/authoring/commands/weak'

const VERBS = { check, read, graph, score, measure, weak, new: newPattern, schema, rules } satisfies Record<
  string,
  (words: string[], output: Output) => number
>
export const USAGE = `npm run --silent scenario -- <verb>
  check [files] [--json] [--watch] [--unproved] [--shared]
      finds what is wrong; without files, in the whole library. --unproved lists the sentences of endings that nothing proves,
      --shared the phrases that other stories of the library have too
  read ID [--nature hostile|genuine] [--path a,b,c] [--tell all|none|SCENES] [--check CHECKS] [--cover] [--seed n] [--locale L]
      what a learner reads, as prose; without a path, few paths on which every text appears
  graph ID [--nature N] [--format mermaid|dot|xstate]
      draws the scenes, with points, checks, grave acts and what is unreachable
  score ID --choices a,b,c [--nature N] [--tell all|none|SCENES] [--check CHECKS] [--seed n] [--json]
      plays a path and scores it
  measure ID [--json]
      from when on one can know, how much there is to read, what acts and blind strategies score
  weak IDs [--seed n] [--key] [--all]
      what differs before one can know, of one truth a moment, for a stranger to guess which; --key says which it was
  new PATTERN
      starts a story
  schema [story|overlay|names]
      JSON Schema (draft-07) for an editor
  rules
      what check looks for`

/** What it says about one verb. */
const usageOf = (verb: string): string =>
  `npm run --silent scenario -- ${USAGE.split(/^ {2}(?! )/m)
    .find((part) => part.split(/\s/)[0] === verb)!
    .trimEnd()}`

export function runScenario([verb, ...words]: string[], output: Output): number {
  if (verb === undefined || verb === '--help' || verb === 'help') {
    output.out(USAGE)
    return verb === undefined ? 2 : 0
  }
  if (!Object.hasOwn(VERBS, verb)) {
    output.err(`no such verb: ${verb} (${Object.keys(VERBS).join(', ')})`)
    return 2
  }
  if (words.includes('--help')) {
    output.out(usageOf(verb))
    return 0
  }
  try {
    return VERBS[verb as keyof typeof VERBS](words, output)
  } catch (error) {
    if (!(error instanceof Misuse)) throw error
    output.err(`${verb}: ${error.message}`)
    return 2
  }
}
