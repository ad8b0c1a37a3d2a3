import 'server-only'
import { createHash } from 'node:crypto'
import type { Identity } from '@/scenarios/engine/play/compiled'
import { scriptOf } from '@/scenarios/engine/play/script'
import { drawNames } from '@/scenarios/engine/play/names'
import { database } from '../database'
import { stageScenario } from '../learning/localise'
import { libraryIn, poolOf, storyWith } from '../library/library'
import { translator } from '../platform/locales'

/** The words of a scenario that people of a course met, or would meet now. */
export interface Taught extends Identity {
  pattern: string
  /** Versions of the course, the newest first. */
  versions: number[]
  /** When somebody first and last began on it; null where people are codes, and where nobody has begun. */
  begun: { first: string; last: string } | null
  /** Whether the library holds it now. */
  now: boolean
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/**
 * What was met before the end of a period: attempts that count keep the words they were played on.
 * @param patterns those of the newest version, which whoever enrols now meets
 * @param named the versions whose people are shown by name
 */
export async function taughtIn(
  course: string,
  { patterns, named, until, locale }: { patterns: readonly string[]; named: readonly number[]; until: number; locale: string },
): Promise<Taught[]> {
  const [rows, library] = await Promise.all([metIn(course, until), libraryIn(locale)])
  const current = new Map(
    patterns.flatMap((id) => {
      const [truth] = Object.values(library.pattern(id)?.scenarios ?? {})
      return truth ? [[keyOf(truth.identity), { pattern: id, ...truth.identity }] as const] : []
    }),
  )
  const found = new Map<string, Taught>()
  for (const key of new Set([...rows.map(keyOf), ...current.keys()])) {
    const own = rows.filter((row) => keyOf(row) === key)
    const { pattern, structure, texts } = own[0] ?? current.get(key)!
    const open = own.filter(({ version }) => named.includes(version))
    found.set(key, {
      pattern,
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
  return [...found.values()].sort((a, b) => a.pattern.localeCompare(b.pattern) || (b.begun?.last ?? '').localeCompare(a.begun?.last ?? ''))
}
const keyOf = ({ structure, texts }: Identity): string => `${structure} ${texts}`

const metIn = (course: string, until: number) =>
  database()
    .selectFrom('enrolment as e')
    .innerJoin('enrolment_item as i', 'i.enrolment_id', 'e.id')
    .innerJoin('attempt as a', 'a.id', 'i.attempt_id')
    .select(['a.pattern', 'a.structure', 'a.texts', 'e.version'])
    .select((s) => [s.fn.countAll<number>().as('people'), s.fn.min('a.started_at').as('first'), s.fn.max('a.started_at').as('last')])
    .where('e.course_id', '=', course)
    .where('a.started_at', '<', until)
    .groupBy(['a.pattern', 'a.structure', 'a.texts', 'e.version'])
    .orderBy('e.version', 'desc')
    .execute()

/** The file of a text in the pack: the same words have the same name, whatever course they are in. */
export const fileOf = (taught: Identity & { pattern: string }): string =>
  `texts/${taught.pattern}-${createHash('sha256').update(keyOf(taught)).digest('hex').slice(0, 12)}.txt`

/** Both truths of a scenario as words to read, in an order that does not say which is which. */
export async function textOf(taught: Taught, locale: string): Promise<string> {
  const [t, channels] = [translator(locale, 'pack'), translator(locale, 'channels')]
  const truths = Object.values(await storyWith(taught))
  const pool = await poolOf(taught.pattern)
  const scripts = truths.map((scenario) =>
    scriptOf(stageScenario(scenario, drawNames(pool, Object.keys(scenario.play.cast), 0)).play, {
      kind: (artefact) =>
        artefact.label ?? (artefact.kind === 'messages' ? channels(`channel.${artefact.channel}`) : channels(`kind.${artefact.kind}`)),
      you: channels('you'),
      people: t('texts.people'),
      checks: t('texts.checks'),
      minutes: (count) => t('texts.minutes', { count }),
      tell: translator(locale, 'play')('tell'),
      said: t('texts.said'),
    }),
  )
  const pattern = (await libraryIn(locale)).pattern(taught.pattern)
  return [
    `# ${taught.pattern}${pattern ? `, ${pattern.title}` : ''}`,
    [t('texts.structure', { hash: taught.structure }), t('texts.words', { hash: taught.texts })].join('\n'),
    t('texts.lead'),
    // What stands on the card is of the library as it is now.
    ...(pattern && taught.now ? [pattern.summary, pattern.you] : []),
    ...scripts.sort().flatMap((script, i) => [scripts.length > 1 ? `# ${t('texts.case', { n: i + 1 })}` : '', script]),
    '',
  ]
    .filter((part, i, all) => part !== '' || i === all.length - 1)
    .join('\n\n')
}
