/** Rules on the graph of (scene, facts): everything can be reached, and everything leads on. */
import type { Hit, Path, Rule } from './finding'
import { LEAST_SUBMISSIONS } from './observe'
import type { ScenarioSubject } from './subject'
import type { StateFault } from './watch'

const FAULTS: Record<StateFault, { about: string; message: string }> = {
  'no-act': { about: 'every state offers an act', message: 'no decision with `to` is offered: add one' },
  'several-acts': {
    about: 'every state offers one act',
    message: 'a second decision with `to` is offered: keep one, since one submission ends a scene',
  },
  'dead-end': {
    about: 'every state leads on',
    message: 'nothing leads on from here: add a `to`, an option, or a last route without a guard',
  },
  'sends-nothing': {
    about: 'an act that sends has something to send',
    message: 'the act `sends`, but no sentence or field is offered: offer one, or drop `sends`',
  },
  'unsent-sentences': {
    about: 'sentences and fields can be sent',
    message: 'these sentences are offered, but no act `sends` them: add `sends`, or drop them',
  },
  'tell-within-reach': { about: 'telling somebody is always possible', message: 'no option with `move: tell` is offered: add one' },
  'ignore-within-reach': {
    about: 'ignoring the contact is always possible',
    message: 'no option with `move: ignore` is offered: add one',
  },
}
const STATE_RULES = (Object.keys(FAULTS) as StateFault[]).map(
  (id): Rule<ScenarioSubject> => ({
    id,
    severity: 'error',
    about: FAULTS[id].about,
    check: ({ seen }) =>
      seen.faults
        .filter((f) => f.fault === id)
        .map(({ path, when }) => ({ path, message: `${when ? `${when}: ` : ''}${FAULTS[id].message}` })),
  }),
)

const cycles = ({ seen }: ScenarioSubject): Hit[] =>
  seen.cycles.map(({ from, to }) => ({
    path: ['scenes', from],
    message: `“${from}” leads back to “${to}”, which led to it: lead to a later scene instead`,
  }))

const unreached =
  (kind: 'scenes' | 'endings') =>
  ({ scenario, seen }: ScenarioSubject): Hit[] =>
    seen.graph === null
      ? []
      : Object.keys(scenario[kind])
          .filter((id) => !seen.reached.has(id))
          .map((id) => ({ path: [kind, id], message: `nothing leads to “${id}”: lead there from another scene, or drop it` }))

/** Guards and routes that are reached but never make a difference. */
function* never({ seen }: ScenarioSubject): Generator<Hit> {
  for (const { path, held } of seen.guards)
    if (!held) yield { path, message: 'this guard never holds here: drop what it guards, or fix it' }
  for (const { path, taken } of seen.routes) if (!taken) yield { path, message: 'this route is never taken: drop it, or fix the guards' }
}
const always = ({ seen }: ScenarioSubject): Hit[] =>
  seen.guards.filter((g) => !g.failed).map(({ path }) => ({ path, message: 'this guard always holds here: drop it, or fix it' }))

function* lastRoutes({ decisions }: ScenarioSubject): Generator<Hit> {
  for (const {
    option: { to },
    path,
  } of decisions.flatMap((d) => d.options)) {
    if (!Array.isArray(to)) continue
    for (const [i, { when }] of to.entries()) {
      const at: Path = [...path, 'to', i]
      if (i === to.length - 1 && when) yield { path: at, message: 'the last route has a guard: remove it, so that every state leads on' }
    }
  }
}

const explosion = ({ seen: { explosion: e } }: ScenarioSubject): Hit[] =>
  e === null
    ? []
    : [
        {
          path: ['scenes', e.scene],
          message:
            `too many states: gave up after ${e.states}, here in “${e.scene}”. ` +
            `${e.live.length} facts and checks are still read from here on ` +
            `(${e.live.slice(0, 8).join(', ')}${e.live.length > 8 ? ', …' : ''}): use fewer of them, or use them in earlier scenes`,
        },
      ]

const early = ({ seen, tutorial }: ScenarioSubject): Hit[] =>
  tutorial
    ? []
    : seen.early.map(({ path, submissions, ending }) => ({
        path,
        message: `the ending “${ending}” can come at submission ${submissions}: put more decisions before it, at least ${LEAST_SUBMISSIONS} in all`,
      }))

const LENGTH = [6, 8] as const
function length({ compiled: { play }, seen, tutorial }: ScenarioSubject): Hit[] {
  const ahead = play.scenes[play.start]?.ahead ?? 0
  if (tutorial || seen.graph === null || (ahead >= LENGTH[0] && ahead <= LENGTH[1])) return []
  return [{ path: ['start'], message: `a typical path has ${ahead.toFixed(1)} submissions: make it ${LENGTH[0]} to ${LENGTH[1]}` }]
}

export const GRAPH_RULES: readonly Rule<ScenarioSubject>[] = [
  ...STATE_RULES,
  { id: 'cycle', severity: 'error', about: 'no scene leads back to itself', check: cycles },
  { id: 'unreachable-scene', severity: 'error', about: 'every scene can be reached', check: unreached('scenes') },
  { id: 'unreachable-ending', severity: 'error', about: 'every ending can be reached', check: unreached('endings') },
  { id: 'guard-never', severity: 'error', about: 'every guard can be true, every route can be taken', check: never },
  { id: 'guard-always', severity: 'error', about: 'every guard can be false', check: always },
  { id: 'last-route-guarded', severity: 'error', about: 'the last of several routes has no guard', check: lastRoutes },
  { id: 'state-explosion', severity: 'error', about: 'a scenario has a manageable number of states', check: explosion },
  { id: 'early-end', severity: 'error', about: `no ending before ${LEAST_SUBMISSIONS} submissions`, check: early },
  { id: 'path-length', severity: 'error', about: `a typical path has ${LENGTH.join(' to ')} submissions`, check: length },
]
