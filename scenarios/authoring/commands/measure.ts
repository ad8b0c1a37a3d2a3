/** `measure ID [--json]`: the figures that reviews of a scenario ask for. */
import { type ScenarioMeasure, type VariantMeasure, RANKS, measureOf } from '../inspect/measure'
import { inDecisions } from '../inspect/authored-names'
import { playable } from './playable'
import { columns, two } from './table'
import { Misuse, verb } from './verb'

export const measure = verb({
  options: { json: { type: 'boolean' } },
  run({ values, words: named }, workspace) {
    const one = playable(named, workspace)
    const measured = measureOf(one.subject)
    if (!measured) throw new Misuse(`${one.file} cannot be measured yet: not everything leads to an end (see check)`)
    const text = () => inWords(measured, (options) => inDecisions(one.subject.names, options))
    workspace.out(values.json ? JSON.stringify(measured, asJson, 2) : text())
    return 0
  },
})
/** Turns maps into objects, and Infinity, which JSON lacks, into “never”. */
const asJson = (_: string, value: unknown) => (value instanceof Map ? Object.fromEntries(value) : value === Infinity ? 'never' : value)

const percent = (share: number): string => `${(share * 100).toFixed(0)} %`
const moment = (n: number): string => (n === Infinity ? 'never' : String(n))
const span = ([a, b]: readonly [number, number]): string => (a === b ? moment(a) : `${moment(a)} to ${moment(b)}`)

type Row = (name: string, of: (variant: VariantMeasure) => string) => string[]

export function inWords(
  { variants, common, fixed }: ScenarioMeasure,
  chosen: (options: Readonly<Record<string, string>>) => string,
): string {
  const row: Row = (name, of) => [name, ...variants.map(of)]
  const heading = row('', (t) => t.variant)
  const sections = [
    knowing(heading, row, common),
    words(heading, row, variants[0]!),
    ...variants.map(scores),
    ...(variants[0]!.blind.length > 0 ? [blind(variants)] : []),
    ...(fixed ? [bestFixed(fixed), `  ${chosen(fixed.chosen)}`] : []),
  ]
  return sections.join('\n\n')
}

const knowing = (heading: string[], row: Row, [shared, all]: ScenarioMeasure['common']): string =>
  columns('Moments', [
    heading,
    row('common to the variants', () => `${shared} of ${all}`),
    row('submissions', (t) => span(t.submissions)),
    row('first strong fork, checking nothing', (t) => span(t.knowing.nothing.firstStrong)),
    row('first strong fork, checking all', (t) => span(t.knowing.everything.firstStrong)),
    row('first decided moment, checking nothing', (t) => span(t.knowing.nothing.firstDecided)),
    row('first decided moment, checking all', (t) => span(t.knowing.everything.firstDecided)),
  ])

const words = (heading: string[], row: Row, first: VariantMeasure): string =>
  columns('Words (new, before findings), and their common share', [
    heading,
    ...first.moments.map(({ id }, n) => row(id, (t) => `${t.moments[n]!.words}  ${percent(t.moments[n]!.common)}`)),
    row('mean', (t) => String(Math.round(t.moments.reduce((sum, m) => sum + m.words, 0) / t.moments.length))),
    row('longest path, a finding and a reply each', (t) => String(t.pathWords)),
  ])

const scores = ({ variant, scores: of }: VariantMeasure): string =>
  columns(`Scores, ${variant}`, [
    ['acts', 'reporting always', 'late', 'once', 'never'],
    ...RANKS.map((rank) => [
      rank,
      ...(['always', 'late', 'once', 'never'] as const).map((when) => `${two(of[rank][when].final)} ${of[rank][when].passed ? '✓' : ' '}`),
    ]),
  ])

const blind = (variants: readonly VariantMeasure[]): string =>
  columns('Blind strategies (no checks)', [
    ['', ...variants.flatMap((t) => [`${t.variant}, reporting`, 'silent'])],
    ...variants[0]!.blind
      .filter((b) => b.reports === 'always')
      .map(({ strategy }) => [strategy, ...variants.flatMap((t) => t.blind.filter((b) => b.strategy === strategy).map(result))]),
  ])
const result = ({ strategy, credited, share, passes }: VariantMeasure['blind'][number]): string =>
  strategy === 'random' ? `${two(credited)}, ${percent(share)} pass` : `${two(credited)} ${passes ? '✓' : ' '}`

const bestFixed = ({ hostile, genuine }: NonNullable<ScenarioMeasure['fixed']>): string =>
  columns('Best play that is the same in both variants, reporting always', [
    ['hostile', two(hostile.final), hostile.passed ? '✓' : ''],
    ['genuine', two(genuine.final), genuine.passed ? '✓' : ''],
  ])
