import 'server-only'
import { type CohortTotals, percentOf, sumOf, validShare } from '@/scenarios/engine/course/records'
import { STATES } from '@/scenarios/engine/course/state'
import { percentIn } from '../platform/locales'
import type { CourseContents } from './contents'
import { mailKind } from './tables'
import type { Writer } from './writer'

const COUNTED = STATES.filter((state) => state !== 'left')

export function writePopulation(writer: Writer, { totals, units, sites, recorded, erased }: CourseContents): void {
  const { paper, t, state } = writer
  paper.heading(t('population.title'), 2)
  if (recorded.byCode !== 'none') paper.text(t('population.codes'))
  paper.table(
    [t('columns.state'), t('columns.people')],
    [
      ...COUNTED.map((s): [string, number] => [state(s), totals.states[s]]),
      [t('population.total'), totals.people],
      [t('population.overdue'), totals.overdue],
      [t('population.left'), totals.states.left],
    ],
  )
  paper.text(t('population.trained', { percent: trainedIn(writer, totals), count: totals.states.complete + totals.states.expiring }))
  const gone = erased.reduce((sum, { count }) => sum + count, 0)
  if (gone > 0) paper.text(t('population.erased', { count: gone }))
  writePlaces(writer, 'unit', units)
  writePlaces(writer, 'site', sites)
}

function writePlaces(writer: Writer, kind: 'unit' | 'site', places: CourseContents['units']): void {
  const { paper, t, state } = writer
  // A single line without a name would only repeat the sum.
  if (![...places.keys()].some((name) => name !== '')) return
  const all = sumOf(places.values())
  const used = COUNTED.filter((s) => all.states[s] > 0)
  const rowOf = (name: string, own: CohortTotals) => [
    name,
    own.people,
    ...used.map((s) => own.states[s]),
    trainedIn(writer, own),
    own.overdue,
    own.states.left,
  ]
  paper.heading(t(`population.${kind}s`), 3)
  paper.table(
    [t(`columns.${kind}`), t('columns.people'), ...used.map(state), t('columns.trained'), t('columns.overdue'), state('left')],
    [...[...places].map(([name, own]) => rowOf(name || t(kind === 'unit' ? 'noUnit' : 'noSite'), own)), rowOf(t('population.total'), all)],
  )
}

function trainedIn({ locale }: Writer, totals: CohortTotals): string {
  const share = validShare(totals)
  return share === null ? '–' : percentIn(locale, percentOf(share))
}

export function writePeriod({ paper, t, locale }: Writer, { months, mails, recorded }: CourseContents): void {
  paper.heading(t('period.title'), 2)
  if (months.length === 0) paper.text(t('period.none'))
  else {
    const columns = (['enrolled', 'completed', 'failed', 'renewalDue', 'ended'] as const).filter(
      (column) => column !== 'failed' || recorded.sharesResults,
    )
    paper.text(t('period.lead'), 'small')
    paper.table(
      [t('columns.month'), ...columns.map((column) => t(`columns.${column}`))],
      months.map((counts) => [counts.month, ...columns.map((column) => counts[column])]),
    )
  }
  paper.heading(t('period.mails'), 3)
  if (mails.length === 0) paper.text(t('period.noMails'))
  else {
    const kinds = [...new Set(mails.map(({ kind }) => kind))]
    paper.table(
      [t('columns.kind'), t('columns.days'), t('columns.sent')],
      kinds.map((kind) => {
        const days = mails.filter((mail) => mail.kind === kind)
        return [mailKind(locale, kind), days.length, days.reduce((sum, { sent }) => sum + sent, 0)]
      }),
    )
    paper.text(t('period.mailsFile'), 'small')
  }
}
