import 'server-only'
import { createHash } from 'node:crypto'
import type { RecordRow } from '@/scenarios/engine/course/records'
import { STATES } from '@/scenarios/engine/course/state'
import { actionNames, timeInFile } from '../accounts/audit-log'
import { evidenceIn, libraryIn } from '../library/library'
import { contacts } from '../organisation/organisation'
import { translator } from '../platform/locales'
import { type CourseContents, EXCEPTIONS, LISTED } from './contents'
import type { Paper } from './pdf'
import { writePeriod, writePopulation } from './population'
import { detailOf, whoActed, whomIn } from './tables'
import { writeVersions } from './versions'
import { type Writer, day } from './writer'

export interface Cover {
  organisation: string
  course: string | null
  fromDay: string
  toDay: string
  at: number
  by: string
  fingerprint: string
}

/** How many lines of the audit log the overview itself shows. */
const SHOWN_LINES = 100

export async function writeOverview(
  paper: Paper,
  cover: Cover,
  courses: readonly CourseContents[],
  files: ReadonlyMap<string, Uint8Array>,
  locale: string,
): Promise<void> {
  const [t, states] = [translator(locale, 'auditFile'), translator(locale, 'records')]
  const writer: Writer = {
    paper,
    t,
    locale,
    state: (state) => states(`states.${state}`),
    library: await libraryIn(locale),
    contacts: await contacts(),
    evidence: await evidenceIn(locale),
  }
  writeCover(writer, cover)
  writeMethod(writer)
  for (const course of courses) await writeCourse(writer, course)
  writeFiles(writer, files)
}

export const footerOf = ({ organisation, fromDay, toDay }: Cover, locale: string) => {
  const t = translator(locale, 'auditFile')
  return (page: number, of: number): string =>
    t('footer', { organisation: organisation || t('unnamed'), from: fromDay, to: toDay, page, of })
}

function writeCover({ paper, t }: Writer, cover: Cover): void {
  paper.heading(t('title'), 1)
  paper.text(t('lead'))
  paper.facts([
    [t('cover.organisation'), cover.organisation || t('unnamed')],
    [t('cover.course'), cover.course ?? t('cover.all')],
    [t('cover.period'), t('cover.periodText', { from: cover.fromDay, to: cover.toDay })],
    [t('cover.at'), `${new Date(cover.at).toISOString().slice(0, 16).replace('T', ' ')} UTC`],
    [t('cover.by'), cover.by],
    [t('cover.fingerprint'), cover.fingerprint],
  ])
  paper.text(t('cover.verify'), 'small')
}

function writeMethod({ paper, t, state }: Writer): void {
  paper.heading(t('method.title'), 2)
  for (const part of ['measured', 'population', 'private', 'taught'] as const) paper.text(t(`method.${part}`))
  paper.heading(t('method.states'), 3)
  paper.table(
    [t('method.state'), t('method.means')],
    STATES.map((s) => [state(s), t(`means.${s}`)]),
  )
  paper.heading(t('method.notClaimed'), 3)
  paper.list([t('method.not.learned'), t('method.not.past'), t('method.not.certified')])
  paper.heading(t('mapping.title'), 2)
  paper.text(t('mapping.lead'))
  paper.table(
    [t('mapping.requirement'), t('mapping.asks'), t('mapping.evidence')],
    (['iso', 'nis20', 'nis21'] as const).map((row) => [t(`mapping.${row}.name`), t(`mapping.${row}.asks`), t(`mapping.${row}.evidence`)]),
  )
}

async function writeCourse(writer: Writer, course: CourseContents): Promise<void> {
  writer.paper.newPage()
  writer.paper.heading(course.title, 1)
  writePopulation(writer, course)
  writePeriod(writer, course)
  writeExceptions(writer, course)
  writeAudit(writer, course)
  await writeVersions(writer, course)
}

function writeExceptions(writer: Writer, course: CourseContents): void {
  const { paper, t, state } = writer
  const { exceptions, totals, withdrawn, recorded, extensions } = course
  paper.heading(t('exceptions.title'), 2)
  const some = EXCEPTIONS.filter((s) => totals.states[s] > 0)
  if (some.length + withdrawn.length + extensions.length === 0) paper.text(t('exceptions.none'))
  for (const s of some) {
    paper.heading(`${state(s)}: ${totals.states[s].toLocaleString('en-GB')}`, 3)
    const lines = exceptions.get(s) ?? []
    const own = [t('columns.name'), t('columns.unit'), t('columns.cohort')]
    const who = (r: RecordRow) => [r.coded ? r.code : r.who || t('noAccount'), r.unit, recorded.cohorts.get(r.cohort) ?? '']
    if (s === 'exempt')
      paper.table(
        [...own, t('columns.exempted'), t('columns.reason'), t('columns.exemptedBy')],
        lines.map((r) => [...who(r), day(r.exempted?.at ?? null), r.exempted?.reason ?? '', r.exempted?.by ?? '']),
      )
    else
      paper.table(
        [...own, t('columns.completed'), t(s === 'left' ? 'columns.ended' : 'columns.due')],
        lines.map((r) => [...who(r), day(r.completedAt), day(s === 'left' ? r.endedAt : (r.renewAt ?? r.dueAt))]),
      )
    if (totals.states[s] > LISTED) paper.text(t('exceptions.more', { count: totals.states[s] - LISTED }), 'small')
  }
  writeExtensions(writer, course)
  if (withdrawn.length === 0) return
  paper.heading(t('exceptions.withdrawn'), 3)
  paper.table(
    [t('columns.certificate'), t('columns.issued'), t('columns.withdrawn')],
    withdrawn.map(({ code, issuedAt, revokedAt }) => [code, day(issuedAt), day(revokedAt)]),
  )
}

function writeExtensions({ paper, t }: Writer, { extensions, recorded }: CourseContents): void {
  if (extensions.length === 0) return
  paper.heading(`${t('exceptions.extended')}: ${extensions.length.toLocaleString('en-GB')}`, 3)
  paper.text(t('exceptions.extendedLead'), 'small')
  paper.table(
    (['name', 'unit', 'cohort', 'dueBefore', 'dueAfter', 'reason', 'actor', 'extendedOn'] as const).map((column) => t(`columns.${column}`)),
    extensions
      .slice(0, LISTED)
      .map((e) => [
        e.name || t('noAccount'),
        e.unit,
        recorded.cohorts.get(e.cohort) ?? '',
        day(e.from) || t('exceptions.noDue'),
        day(e.to),
        e.reason || t('exceptions.noReason'),
        e.by,
        day(e.at),
      ]),
  )
  if (extensions.length > LISTED) paper.text(t('exceptions.moreExtended', { count: extensions.length - LISTED }), 'small')
}

function writeAudit({ paper, t, locale }: Writer, { audit }: CourseContents): void {
  paper.heading(t('audit.title'), 2)
  if (audit.length === 0) {
    paper.text(t('audit.none'))
    return
  }
  const actions = actionNames(locale)
  paper.text(t('audit.lead'))
  paper.table(
    [t('columns.time'), t('columns.actor'), t('columns.event'), t('columns.whom')],
    audit
      .slice(-SHOWN_LINES)
      .map((line) => [
        timeInFile(line).slice(0, 16).replace('T', ' '),
        whoActed(locale, line),
        [actions(line.action), detailOf(locale, line)].filter(Boolean).join(': '),
        whomIn(locale, line),
      ]),
  )
  if (audit.length > SHOWN_LINES) paper.text(t('audit.more', { count: audit.length - SHOWN_LINES }), 'small')
}

function writeFiles({ paper, t }: Writer, files: ReadonlyMap<string, Uint8Array>): void {
  paper.newPage()
  paper.heading(t('files.title'), 2)
  paper.text(t('files.lead'))
  for (const [name, bytes] of files) {
    paper.heading(name, 3)
    paper.text(createHash('sha256').update(bytes).digest('hex'), 'small')
  }
}
