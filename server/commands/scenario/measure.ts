/** `measure ID [--json]`: how a story is measured, as issue and reviews ask it. */
import { type StoryMeasure, type TruthMeasure, RANKS, measureOf } from '@/scenarios/engine/inspect/measure'
import { inDecisions } from './names'
import { playable } from './playable'
import { columns } from './table'
import { Misuse, type Output, readWords } from './verb'

export function measure(words: string[], { out }: Output): number {
  const { values, positionals } = readWords(words, { json: { type: 'boolean' } })
  const one = playable(positionals)
  const measured = measureOf(one.subject)
  if (!measured) throw new Misuse(`${one.file} cannot be measured yet: not everything leads to an end (see check)`)
  out(values.json ? JSON.stringify(measured, asJson, 2) : inWords(measured, (options) => inDecisions(one.subject.names, options)))
  return 0
}
/** Maps as objects; JSON knows no infinity. */
const asJson = (_: string, value: unknown) => (value instanceof Map ? Object.fromEntries(value) : value === Infinity ? 'never' : value)

const two = (n: number): string => n.toFixed(2)
const percent = (share: number): string => `${(share * 100).toFixed(0)} %`
const moment = (n: number): string => (n === Infinity ? 'never' : String(n))
const span = ([a, b]: readonly [number, number]): string => (a === b ? moment(a) : `${moment(a)} to ${moment(b)}`)

export function inWords({ truths, fixed }: StoryMeasure, chosen: (options: Readonly<Record<string, string>>) => string): string {
  const heading = ['', ...truths.map((t) => t.nature)]
  const row = (name: string, of: (truth: TruthMeasure) => string) => [name, ...truths.map(of)]
  const [first] = truths as [TruthMeasure]
  const sections = [
    columns('Moments', [
      heading,
      row('submissions', (t) => span(t.submissions)),
      row('first strong fork, checking nothing', (t) => span(t.knowing.nothing.firstStrong)),
      row('first strong fork, checking all', (t) => span(t.knowing.everything.firstStrong)),
      row('first decided moment, checking nothing', (t) => span(t.knowing.nothing.firstDecided)),
      row('first decided moment, checking all', (t) => span(t.knowing.everything.firstDecided)),
    ]),
    columns('Words (new, before findings), and their common share', [
      heading,
      ...first.moments.map(({ id }, n) => row(id, (t) => `${t.moments[n]!.words}  ${percent(t.moments[n]!.common)}`)),
      row('mean', (t) => String(Math.round(t.moments.reduce((sum, m) => sum + m.words, 0) / t.moments.length))),
      row('longest path, a finding and a reply each', (t) => String(t.pathWords)),
    ]),
    ...truths.map((t) =>
      columns(`Scores, ${t.nature}`, [
        ['acts', 'telling always', 'late', 'never'],
        ...RANKS.map((rank) => [
          rank,
          ...(['always', 'late', 'never'] as const).map((when) => {
            const { final, passed } = t.scores[rank][when]
            return `${two(final)} ${passed ? '✓' : ' '}`
          }),
        ]),
      ]),
    ),
    ...(first.blind.length === 0
      ? []
      : [
          columns('Blind strategies (no checks)', [
            ['', ...truths.flatMap((t) => [`${t.nature}, telling`, 'silent'])],
            ...first.blind
              .filter((b) => b.tells === 'always')
              .map(({ strategy }) => [
                strategy,
                ...truths.flatMap((t) =>
                  t.blind
                    .filter((b) => b.strategy === strategy)
                    .map((b) =>
                      strategy === 'random' ? `${two(b.credited)}, ${percent(b.share)} pass` : `${two(b.credited)} ${b.passes ? '✓' : ' '}`,
                    ),
                ),
              ]),
          ]),
        ]),
    ...(fixed
      ? [
          columns('Best play that is the same in both truths, telling always', [
            ['hostile', two(fixed.hostile.final), fixed.hostile.passed ? '✓' : ''],
            ['genuine', two(fixed.genuine.final), fixed.genuine.passed ? '✓' : ''],
          ]),
          `  ${chosen(fixed.chosen)}`,
        ]
      : []),
  ]
  return sections.join('\n\n')
}
