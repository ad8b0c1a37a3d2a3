import type { Hit, Path, Rule } from '../../../library/finding'
import { type ScenarioSubject, type VariantSubject, inVariants } from '../subject'
import type { StateFault } from '../watch-states'

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
  'ignore-within-reach': {
    about: 'ignoring the contact is always possible',
    message: 'no option with `move: ignore` is offered: add one',
  },
}
const STATE_RULES = (Object.keys(FAULTS) as StateFault[]).map((id) =>
  inVariants({
    id,
    severity: 'error',
    about: FAULTS[id].about,
    check: ({ seen }) =>
      seen.faults
        .filter((f) => f.fault === id)
        .map(({ path, when }) => ({ path, message: `${when ? `${when}: ` : ''}${FAULTS[id].message}` })),
  }),
)

const cycles = ({ seen }: VariantSubject): Hit[] =>
  seen.cycles.map(({ from, to }) => ({
    path: ['scenes', from],
    message: `“${from}” leads back to “${to}”, which led to it: lead to a later scene instead`,
  }))

const unreachedScenes = ({ scenario, variants }: ScenarioSubject): Hit[] =>
  variants.some((t) => t.seen.graph === null)
    ? []
    : Object.keys(scenario.scenes)
        .filter((id) => !variants.some((t) => t.seen.reached.has(id)))
        .map((id) => ({ path: ['scenes', id], message: `nothing leads to “${id}”: lead there from another scene, or drop it` }))

/** A scene that only one variant reaches would show which variant it is. */
const ofOneVariant = ({ scenario, variants }: ScenarioSubject): Hit[] =>
  variants.some((t) => t.seen.graph === null)
    ? []
    : Object.keys(scenario.scenes).flatMap((id) => {
        const [here, elsewhere] = [variants.filter((t) => t.seen.reached.has(id)), variants.filter((t) => !t.seen.reached.has(id))]
        if (here.length === 0 || elsewhere.length === 0) return []
        const message = `“${id}” is reached in the ${here[0]!.name} variant alone: lead there in both; only endings may belong to one`
        return [{ path: ['scenes', id], message }]
      })

function* lastRoutes({ decisions }: VariantSubject): Generator<Hit> {
  const lists: { routes: { when?: unknown }[]; path: Path }[] = decisions.flatMap((d) =>
    d.options.flatMap(({ option: { to }, path }) => (Array.isArray(to) ? [{ routes: to, path: [...path, 'to'] }] : [])),
  )
  for (const { routes, path } of lists)
    if (routes.at(-1)!.when)
      yield { path: [...path, routes.length - 1], message: 'the last of the list has a guard: remove it, so that every state leads on' }
}

const explosion = ({ seen: { explosion: e } }: VariantSubject): Hit[] =>
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

export const LENGTH = [6, 8] as const
function length({ seen: { lengths }, tutorial }: VariantSubject): Hit[] {
  if (tutorial || lengths === null || (lengths[0] >= LENGTH[0] && lengths[1] <= LENGTH[1])) return []
  const [least, most] = lengths
  const found = least === most ? `every path has ${least} submissions` : `paths have ${least} to ${most} submissions`
  return [{ path: ['start'], message: `${found}: make it ${LENGTH.join(' to ')}` }]
}

export const GRAPH_RULES: readonly Rule<ScenarioSubject>[] = [
  ...STATE_RULES,
  inVariants({ id: 'cycle', severity: 'error', about: 'no scene leads back to itself', check: cycles }),
  { id: 'unreachable-scene', severity: 'error', about: 'every scene can be reached', check: unreachedScenes },
  { id: 'scene-of-one-variant', severity: 'error', about: 'every scene can be reached in both variants', check: ofOneVariant },
  inVariants({ id: 'last-route-guarded', severity: 'error', about: 'the last of several routes has no guard', check: lastRoutes }),
  inVariants({ id: 'state-explosion', severity: 'error', about: 'a scenario has a manageable number of states', check: explosion }),
  inVariants({ id: 'path-length', severity: 'error', about: `every path has ${LENGTH.join(' to ')} submissions`, check: length }),
]
