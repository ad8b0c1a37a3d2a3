/** `measure ID [--json]`: the figures that reviews of a scenario ask for. */
import { OUTCOMES } from '../../engine/format/outcomes'
import type { Span } from '../inspect/knowable'
import { type ScenarioMeasure, type VariantMeasure, RANKS, measureOf } from '../inspect/measure'
import { COMMON, MEAN_WORDS, MOMENT_WORDS, PATH_WORDS } from '../inspect/rules/craft'
import { LUCK } from '../inspect/rules/discernment'
import { LENGTH } from '../inspect/rules/graph'
import { PLAYS } from '../inspect/strategies'
import { REPORTING_HABITS } from '../inspect/trial'
import { playable } from './playable'
import { columns } from './table'
import { Misuse, verb } from './verb'

export const measure = verb({
  options: { json: { type: 'boolean' } },
  run({ values, words: named }, workspace) {
    const one = playable(named, workspace)
    const measured = measureOf(one.subject)
    if (!measured) throw new Misuse(`${one.file} cannot be measured yet: not everything leads to an end (see check)`)
    workspace.out(values.json ? JSON.stringify(measured, asJson, 2) : inWords(measured))
    return 0
  },
})
/** Turns maps into objects, and Infinity, which JSON lacks, into “never”. */
const asJson = (_: string, value: unknown) => (value instanceof Map ? Object.fromEntries(value) : value === Infinity ? 'never' : value)

const percent = (share: number): string => `${(share * 100).toFixed(0)} %`
const moment = (n: number): string => (n === Infinity ? 'never' : String(n))
const span = ([a, b]: Span): string => (a === b ? moment(a) : `${moment(a)} to ${moment(b)}`)

type Row = (name: string, of: (variant: VariantMeasure) => string) => string[]

/** A figure that misses its target has a cross, and says what the target is. */
const target = (text: string, met: boolean, aim: string): string => (met ? text : `${text} ✗ ${aim}`)
const atMost = (n: number, limit: number): string => target(String(n), n <= limit, `at most ${limit}`)

export function inWords({ variants, common, luck, business, tutorial }: ScenarioMeasure): string {
  const row: Row = (name, of) => [name, ...variants.map(of)]
  const heading = row('', (t) => t.variant)
  const sections = [
    knowing(heading, row, common, tutorial),
    words(heading, row, variants[0]!, tutorial),
    ...(variants[0]!.blind.length > 0
      ? [...variants.map(scores), random(heading, row, variants[0]!, luck, business), blind(variants, business)]
      : []),
  ]
  return sections.join('\n\n')
}

const knowing = (heading: string[], row: Row, [shared, all]: ScenarioMeasure['common'], tutorial: boolean): string =>
  columns('Moments', [
    heading,
    row('common to the variants', () => `${shared} of ${all}`),
    row('submissions', ({ submissions: [least, most] }) =>
      target(span([least, most]), tutorial || (least >= LENGTH[0] && most <= LENGTH[1]), LENGTH.join(' to ')),
    ),
    row('first strong fork, checking nothing', (t) => later(t.knowing.nothing.firstStrong, tutorial)),
    row('first strong fork, checking all', (t) => later(t.knowing.everything.firstStrong, tutorial)),
    row('first decided moment, checking nothing', (t) => span(t.knowing.nothing.firstDecided)),
    row('first decided moment, checking all', (t) => span(t.knowing.everything.firstDecided)),
  ])

/** Nobody can know in the first moment. */
const later = (moments: Span, tutorial: boolean): string => target(span(moments), tutorial || moments[0] > 1, 'not before 2')

const words = (heading: string[], row: Row, first: VariantMeasure, tutorial: boolean): string =>
  columns('Words (new, before findings), and their common share', [
    heading,
    ...first.moments.map(({ id }, n) =>
      row(id, ({ moments }) => {
        const { words, common } = moments[n]!
        return `${atMost(words, tutorial ? Infinity : MOMENT_WORDS)}  ${target(percent(common), tutorial || common >= COMMON, `at least ${percent(COMMON)}`)}`
      }),
    ),
    row('mean', (t) => {
      const mean = Math.round(t.moments.reduce((sum, m) => sum + m.words, 0) / t.moments.length)
      return atMost(mean, tutorial ? Infinity : MEAN_WORDS)
    }),
    row('longest path, a finding and a reply each', (t) => atMost(t.pathWords, tutorial ? Infinity : PATH_WORDS)),
  ])

const scores = ({ variant, scores: of }: VariantMeasure): string =>
  columns(`Outcomes and points, ${variant}`, [
    ['acts', 'reporting always', 'where it matters', 'at the start', 'never'],
    ...RANKS.map((rank) => [
      rank,
      ...REPORTING_HABITS.map((habit) => {
        const { outcome, earned, possible } = of[rank][habit]
        const all = outcome === 'held' && earned === possible
        return target(`${outcome} ${earned}/${possible}`, rank !== 'best' || habit !== 'always' || all, `held ${possible}/${possible}`)
      }),
    ]),
  ])

const random = (heading: string[], row: Row, first: VariantMeasure, luck: ScenarioMeasure['luck'], business: boolean): string =>
  columns(`Random acts, ${PLAYS} plays`, [
    heading,
    ...(['always', 'never'] as const).flatMap((habit) =>
      OUTCOMES.filter((outcome) => first.random[habit][outcome] > 0 || outcome !== 'lost').map((outcome) =>
        row(`${outcome}, reporting ${habit}`, (t) => percent(t.random[habit][outcome])),
      ),
    ),
    ...(luck === null
      ? []
      : [['held in both, reporting always', target(percent(luck), !business || luck <= LUCK, `at most ${percent(LUCK)}`)]]),
  ])

const blind = (variants: readonly VariantMeasure[], business: boolean): string =>
  columns('Blind ways (no checks)', [
    ['', ...variants.flatMap((t) => [`${t.variant}, reporting`, 'once at the start', 'never'])],
    ...variants[0]!.blind
      .filter((b) => b.reports === 'always')
      .map(({ strategy }) => [
        strategy,
        ...variants.flatMap((t) =>
          t.blind
            .filter((b) => b.strategy === strategy)
            .map(({ outcome }) =>
              target(outcome, !business || strategy !== 'ignore' || t.variant === 'hostile' || outcome !== 'held', 'not held'),
            ),
        ),
      ]),
  ])
