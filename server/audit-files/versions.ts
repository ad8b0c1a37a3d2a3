import 'server-only'
import { partsFor } from '@/scenarios/engine/course/course'
import { type Item, rulesOf } from '@/scenarios/engine/course/items'
import { type CitedText, type Span, blocksOf, citesOf } from '@/scenarios/engine/course/text'
import { itemsIn } from '../courses/items'
import { termsOf } from '../courses/terms'
import { translator } from '../platform/locales'
import type { CourseContents, PublishedVersion } from './contents'
import type { Paper } from './pdf'
import { type TaughtScenario, fileOf } from './texts'
import { type Writer, day } from './writer'

export async function writeVersions(writer: Writer, { versions, taught }: CourseContents): Promise<void> {
  const { paper, t } = writer
  paper.heading(t('versions.title'), 2)
  paper.text(t(versions.length > 0 ? 'versions.lead' : 'versions.none'))
  /** Where each text is printed already, because most of them stay the same in the next version. */
  const printed = new Map<string, number>()
  for (const version of versions) await writeVersion(writer, version, taught, printed)
  writeSources(writer, versions)
}

/** Explains the ids in brackets: the words that are cited, and where to read them. */
function writeSources({ paper, t, evidence }: Writer, versions: readonly PublishedVersion[]): void {
  const cited = new Set(versions.flatMap(({ course }) => course.items.flatMap((item) => ('body' in item ? citesOf(item.body) : []))))
  if (cited.size === 0) return
  paper.heading(t('sources.title'), 3)
  paper.text(t('sources.lead'))
  paper.table(
    [t('sources.id'), t('sources.kind'), t('sources.says')],
    [...cited].sort().map((id) => {
      const source = evidence.sourceOf(id)
      return source
        ? [id, t(`sources.kinds.${source.kind}`), [source.text, source.note, ...source.urls].filter(Boolean).join('\n')]
        : [id, '', t('sources.gone')]
    }),
  )
}

async function writeVersion(
  writer: Writer,
  { version, at, until, course }: PublishedVersion,
  taught: readonly TaughtScenario[],
  printed: Map<string, number>,
): Promise<void> {
  const { paper, t, library, locale } = writer
  paper.heading(t('versions.version', { version }), 2)
  paper.facts([
    [
      t('versions.given'),
      until === null ? t('versions.since', { from: day(at) }) : t('versions.between', { from: day(at), to: day(until) }),
    ],
    [t('versions.name'), course.title],
    [t('versions.summary'), course.summary],
    [t('versions.people'), t(`versions.peopleAs.${course.people}`)],
    [t('versions.due'), course.due_days === null ? t('versions.noDue') : t('versions.days', { count: course.due_days })],
    [t('versions.passing'), t(`versions.passings.${course.passing}`)],
    [t('versions.shares'), t(`versions.share.${course.shares}`)],
    [t('versions.renewal'), course.renew_months === null ? t('versions.never') : t('versions.months', { count: course.renew_months })],
    [t('versions.minutes'), String(itemsIn(library).courseMinutes(partsFor(course, 'first')))],
  ])
  const terms = await termsOf(locale, course)
  const once = (text: unknown): number | null => {
    const key = JSON.stringify(text)
    const before = printed.get(key) ?? null
    if (before === null) printed.set(key, version)
    return before
  }
  paper.heading(t('versions.terms'), 3)
  const before = once(terms)
  if (before !== null) paper.text(t('versions.asIn', { version: before }))
  else
    for (const { title, lines } of terms) {
      paper.text(`${title}:`)
      paper.list(lines)
    }
  const met = taught.filter(({ versions, now }) => versions.includes(version) || (now && until === null))
  course.items.forEach((item, i) => {
    paper.heading(`${i + 1}. ${itemsIn(library).titleOf(item)}`, 3)
    if (item.only) paper.text(translator(locale, 'courseEditor')(`only.${item.only}`), 'small')
    if (item.kind === 'scenario') writeScenario(writer, item.scenario, met)
    else {
      paper.text(t(`versions.kinds.${item.kind}`), 'small')
      const same = once(item)
      if (same === null) writeReading(writer, item)
      else paper.text(t('versions.asIn', { version: same }))
    }
  })
}

function writeScenario({ paper, t, library }: Writer, id: string, met: readonly TaughtScenario[]): void {
  paper.text(t('versions.kinds.scenario', { id }), 'small')
  const own = met.filter(({ scenario }) => scenario === id)
  const said = ({ begun, now }: TaughtScenario) =>
    [begun && t('versions.begun', begun), now && t('versions.now')].filter(Boolean).join('; ') || t('versions.noDay')
  if (own.length > 0)
    paper.table(
      [t('columns.file'), t('columns.met')],
      own.map((one) => [fileOf(one), said(one)]),
    )
  else paper.text(t(library.scenario(id) ? 'versions.notBegun' : 'versions.gone'))
}

function writeReading(writer: Writer, item: Extract<Item, { body: string }>): void {
  const { paper, t, locale, contacts } = writer
  writeText(paper, item.body)
  if (rulesOf(item).doneBy !== 'answering') return
  const courses = translator(locale, 'courses')
  paper.text(t('versions.asked', { question: courses('whom.question'), number: courses('whom.number.phone') }))
  if (contacts.length === 0) paper.text(courses('whom.none'))
  else
    paper.list(
      contacts.map(({ name, place, phone, email, hours }) =>
        [name || translator(locale, 'help')('officer'), place, phone, email, hours].filter(Boolean).join(', '),
      ),
    )
}

/** A link with its address, because nobody can follow a link on paper. */
const spoken = (span: Span): string => (span.kind === 'link' ? `${span.text} (${span.href})` : span.text)

function writeText(paper: Paper, body: string): void {
  const said = (parts: readonly CitedText[]) =>
    parts.map(({ spans, cites }) => `${spans.map(spoken).join('')}${cites.length > 0 ? ` [${cites.join(', ')}]` : ''}`).join('')
  for (const block of blocksOf(body)) {
    if (block.kind === 'heading') paper.heading(block.text, 3)
    else if (block.kind === 'paragraph') paper.text(said(block.parts))
    else if (block.kind === 'list') paper.list(block.items.map(said))
    else paper.text(`[${block.alt}]`)
  }
}
