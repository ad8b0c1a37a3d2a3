/**
 * Splits each variant of a scenario into the play (what a learner may see) and the key (what scores and explains). Ids become opaque and
 * are the same in both variants, so that none of them reveals which one is played.
 */
import { forksOf } from '../format/forks'
import { type AuthoredGuard, REPORTED, reportedSinceFact } from '../format/guard'
import { END, type Scenario } from '../format/schema'
import { type ResolvedScenario, variantsOf, variantOf } from '../format/variant'
import { submissionsAhead } from './graph'
import type { CompiledPlay, CompiledScenario } from './compiled'
import { identify } from './identity'
import { keyOf } from './key'
import { type Context, type Ids, type Kind, guardIn, idsOf, linesIn, proseIn, setsIn, watchedIn } from './opaque-ids'
import { KEY_FIELDS, type Play, type Route } from './play'

export function compile(scenario: Scenario): CompiledScenario {
  const ids = idsOf(scenario)
  const variants = variantsOf(scenario).map((variant) => [variant, split(scenario, variantOf(scenario, variant), ids)] as const)
  const identity = identify(Object.fromEntries(variants))
  return Object.fromEntries(variants.map(([variant, halves]) => [variant, { ...halves, identity }]))
}

export function split(
  scenario: Scenario,
  resolved: ResolvedScenario,
  ids: Ids,
  watched = watchedIn(scenario),
): Omit<CompiledPlay, 'identity'> {
  const context: Context = { ids, watched }
  const { id, kind, values, review } = resolved
  const halves = { play: playOf(resolved, context), key: keyOf(resolved, context, forksOf(scenario)) }
  return { scenario: id, kind, ...(resolved.skippable && { skippable: true }), ...halves, values, review }
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
const isKeyField = (name: string): boolean => (KEY_FIELDS as readonly string[]).includes(name)

function toPlay(node: Json, kind: Kind, context: Context): Json {
  if (Array.isArray(node)) return node.map((item) => toPlay(item, kind, context))
  if (!node || typeof node !== 'object') return node
  const { ids } = context
  const out: { [key: string]: Json } = {}
  for (const [name, value] of Object.entries(node)) {
    if (value === undefined || isKeyField(name)) continue
    if (name === 'id') out[name] = ids(kind, value as string)
    else if (name === 'when' && typeof value === 'object') out[name] = guardIn(context, value as AuthoredGuard) as Json
    else if (name === 'on') out[name] = ids('artefact', value as string)
    else if (name === 'sets') out[name] = setsIn(context, value as Record<string, true>)
    else out[name] = toPlay(value, kind === 'artefact' ? 'segment' : kind, context)
  }
  return out
}

function playOf(resolved: ResolvedScenario, context: Context): Play {
  const { ids, watched } = context
  const part = (node: object, kind: Kind): object => toPlay(node as Json, kind, context) as object
  const scenes: Play['scenes'] = {}
  for (const [id, { decisions, lead, checks, report, show, ...rest }] of Object.entries(resolved.scenes)) {
    scenes[ids('scene', id)] = {
      ...part(rest, 'scene'),
      lead: proseIn(context, lead),
      show: part(show, 'artefact'),
      checks: checks.map(({ finding, ...check }) => ({ ...part(check, 'check'), finding: proseIn(context, finding) })),
      report: { ...(report.text && { text: report.text }), reply: proseIn(context, report.reply) },
      budget: rest.budget ?? resolved.budget.minutes,
      ahead: 0,
      decisions: decisions.map(({ options, ...decision }) => ({
        ...part(decision, 'decision'),
        options: options.map(({ to, consequence, ...option }) => ({
          ...part({ ...option, id: `${decision.id}.${option.id}` }, 'option'),
          consequence: linesIn(context, consequence),
          to: to && routesIn(context, to),
        })),
      })),
    } as unknown as Play['scenes'][string]
  }
  const play: Play = {
    start: ids('scene', resolved.start),
    minutes: resolved.minutes,
    cast: Object.fromEntries(Object.entries(resolved.cast).map(([id, { title, organisation }]) => [id, { title, organisation }])),
    scenes,
    reported: Object.fromEntries([[REPORTED, true], ...[...watched].sort().map((fact) => [ids('fact', reportedSinceFact(fact)), true])]),
  }
  for (const [id, ahead] of submissionsAhead(play)) play.scenes[id]!.ahead = ahead
  return play
}

type OptionTarget = NonNullable<ResolvedScenario['scenes'][string]['decisions'][number]['options'][number]['to']>
function routesIn(context: Context, to: OptionTarget): Route[] {
  const routes: { when?: AuthoredGuard; to: string }[] = typeof to === 'string' ? [{ to }] : to
  return routes.map(({ when, to: place }) => ({
    ...(when && { when: guardIn(context, when) }),
    to: place === END ? END : context.ids('scene', place),
  }))
}
