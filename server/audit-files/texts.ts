import 'server-only'
import { createHash } from 'node:crypto'
import type { Identity } from '@/scenarios/engine/play/compiled'
import { scriptOf } from '@/scenarios/engine/play/script'
import { drawNames } from '@/scenarios/engine/play/names'
import { database } from '../database'
import { stageVariant } from '../learning/localise'
import { libraryIn, poolOf, scenarioWith } from '../library/library'
import { translator } from '../platform/locales'

export interface TaughtScenario extends Identity {
  scenario: string
  /** Newest first. */
  versions: number[]
  /** When people first and last began on it. Null if people are codes, or if nobody has begun. */
  begun: { first: string; last: string } | null
  /** Whether the library has these words now. */
  now: boolean
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** @param scenarios those of the newest version, which people who enrol now would meet @param named versions that show names */
export async function taughtIn(
  course: string,
  { scenarios, named, until, locale }: { scenarios: readonly string[]; named: readonly number[]; until: number; locale: string },
): Promise<TaughtScenario[]> {
  const [rows, library] = await Promise.all([metIn(course, until), libraryIn(locale)])
  const current = new Map(
    scenarios.flatMap((id) => {
      const [variant] = Object.values(library.scenario(id)?.variants ?? {})
      return variant ? [[keyOf(variant.identity), { scenario: id, ...variant.identity }] as const] : []
    }),
  )
  const found = new Map<string, TaughtScenario>()
  for (const key of new Set([...rows.map(keyOf), ...current.keys()])) {
    const own = rows.filter((row) => keyOf(row) === key)
    const { scenario, structure, texts } = own[0] ?? current.get(key)!
    const open = own.filter(({ version }) => named.includes(version))
    found.set(key, {
      scenario,
      structure,
      texts,
      versions: own.map(({ version }) => version),
      begun:
        open.length > 0
          ? { first: dayOf(Math.min(...open.map((r) => Number(r.first)))), last: dayOf(Math.max(...open.map((r) => Number(r.last)))) }
          : null,
      now: current.has(key),
    })
  }
  return [...found.values()].sort(
    (a, b) => a.scenario.localeCompare(b.scenario) || (b.begun?.last ?? '').localeCompare(a.begun?.last ?? ''),
  )
}
const keyOf = ({ structure, texts }: Identity): string => `${structure} ${texts}`

const metIn = (course: string, until: number) =>
  database()
    .selectFrom('enrolment as e')
    .innerJoin('enrolment_item as i', 'i.enrolment_id', 'e.id')
    .innerJoin('attempt as a', 'a.id', 'i.attempt_id')
    .select(['a.scenario', 'a.structure', 'a.texts', 'e.version'])
    .select((s) => [s.fn.countAll<number>().as('people'), s.fn.min('a.started_at').as('first'), s.fn.max('a.started_at').as('last')])
    .where('e.course_id', '=', course)
    .where('a.started_at', '<', until)
    .groupBy(['a.scenario', 'a.structure', 'a.texts', 'e.version'])
    .orderBy('e.version', 'desc')
    .execute()

/** The file of a text in the audit file. The same words have the same name in every course. */
export const fileOf = (taught: Identity & { scenario: string }): string =>
  `texts/${taught.scenario}-${createHash('sha256').update(keyOf(taught)).digest('hex').slice(0, 12)}.txt`

/** Both variants of a scenario as text, in an order that does not reveal which is which. */
export async function textOf(taught: TaughtScenario, locale: string): Promise<string> {
  const [t, channels] = [translator(locale, 'auditFile'), translator(locale, 'channels')]
  const variants = Object.values(await scenarioWith(taught))
  const pool = await poolOf(taught.scenario)
  const scripts = variants.map((compiled) =>
    scriptOf(stageVariant(compiled, drawNames(pool, Object.keys(compiled.play.cast), 0)).play, {
      kind: (artefact) =>
        artefact.label ?? (artefact.kind === 'messages' ? channels(`channel.${artefact.channel}`) : channels(`kind.${artefact.kind}`)),
      you: channels('you'),
      people: t('texts.people'),
      checks: t('texts.checks'),
      minutes: (count) => t('texts.minutes', { count }),
      report: translator(locale, 'play')('report'),
      said: t('texts.said'),
    }),
  )
  const scenario = (await libraryIn(locale)).scenario(taught.scenario)
  return [
    `# ${taught.scenario}${scenario ? `, ${scenario.title}` : ''}`,
    [t('texts.structure', { hash: taught.structure }), t('texts.words', { hash: taught.texts })].join('\n'),
    t('texts.lead'),
    // The card shows the words of the library as it is now.
    ...(scenario && taught.now ? [scenario.summary, scenario.you] : []),
    ...scripts.sort().flatMap((script, i) => [scripts.length > 1 ? `# ${t('texts.case', { n: i + 1 })}` : '', script]),
    '',
  ]
    .filter((part, i, all) => part !== '' || i === all.length - 1)
    .join('\n\n')
}
