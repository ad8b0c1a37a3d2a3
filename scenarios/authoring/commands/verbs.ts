import { check } from './check'
import { graph } from './graph'
import { habits } from './habits'
import { measure } from './measure'
import { newScenario } from './new'
import { read } from './read'
import { rules } from './rules'
import { schema } from './schema'
import { score } from './score'
import type { Verb } from './verb'
import { weak } from './weak'

export const VERBS: Readonly<Record<string, Verb>> = { check, read, graph, score, measure, habits, weak, new: newScenario, schema, rules }
export const USAGE = `npm run --silent scenario -- <verb>
  check [files] [--json] [--watch] [--unproved] [--shared]
      finds what is wrong; without files, in the whole library. --unproved lists the sentences of endings that nothing proves,
      --shared the phrases that other scenarios of the library have too
  read ID [--variant hostile|genuine] [--path a,b,c] [--report all|none|SCENES] [--check CHECKS] [--seed n] [--locale L]
      what a learner reads, as prose; without a path, few paths on which every text appears
  graph ID [--variant N]
      draws the scenes, with points, checks, harm and what is unreachable
  score ID --choices a,b,c [--variant N] [--report all|none|SCENES] [--check CHECKS] [--seed n] [--json]
      plays a path and scores it
  measure ID [--json]
      from when on one can know, how much there is to read, how acts and blind ways end
  habits [IDs] [--json]
      how often texts have the habits that check notes, by scenario and, without IDs, in the interface
  weak IDs [--seed n] [--key] [--all]
      what differs before one can know, of one variant a moment, for a stranger to guess which; --key says which it was
  new ID
      starts a scenario
  schema [scenario|overlay|names]
      JSON Schema (draft-07) for an editor
  rules
      what check looks for`

export const usageOf = (verb: string): string =>
  `npm run --silent scenario -- ${USAGE.split(/^ {2}(?! )/m)
    .find((part) => part.split(/\s/)[0] === verb)!
    .trimEnd()}`
