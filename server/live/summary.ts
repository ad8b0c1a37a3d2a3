import 'server-only'
import { stringify } from 'csv-stringify/sync'
import type { Outcome } from '@/scenarios/engine/format/outcomes'
import { logged } from '@/scenarios/engine/live/schema'
import type { SafeCount } from '@/scenarios/engine/live/safe-counts'
import { type RoomSummary, type SummaryMoment, roomSummary } from '@/scenarios/engine/live/summary'
import { roomState } from '@/scenarios/engine/live/room'
import { type Database, database } from '../database'
import { type LiveRoom, loadRoom, totalsOf } from './live-room'
import { planOf, readRoom } from './stored-rooms'
import { countMoment } from './totals'
import { keptWhys } from './why-sheets'

export async function summaryOf(id: string): Promise<RoomSummary | null> {
  const row = await readRoom(id)
  if (!row) return null
  const summary = row.summary === null ? await unstored(id) : (JSON.parse(row.summary) as RoomSummary)
  if (!summary) return null
  const ledBy = await openerOf(id)
  // It may have been renamed since its answers were deleted.
  return { ...summary, name: planOf(row).name ?? '', ...(ledBy && { ledBy }) }
}

async function unstored(id: string): Promise<RoomSummary | null> {
  const room = await loadRoom(id)
  return room && makeSummary(room)
}

/** The name of the account that opened a session. It is read each time, so that it goes with the account. */
async function openerOf(room: string): Promise<string | undefined> {
  const rows = await database()
    .selectFrom('room_facilitator')
    .select('facilitator')
    .where('room_id', '=', room)
    .where('opened', '=', 1)
    .execute()
  const user = rows.map(({ facilitator }) => /^user:(.+)$/.exec(facilitator)?.[1]).find(Boolean)
  return user && (await database().selectFrom('user').select('name').where('id', '=', user).executeTakeFirst())?.name
}

export async function makeSummary(room: LiveRoom): Promise<RoomSummary> {
  const commands = await database().selectFrom('room_command').select('body').where('room_id', '=', room.id).orderBy('version').execute()
  const moments = new Set(room.history.flatMap((_, v) => [...roomState(room.history, v).path]))
  for (const moment of moments) await countMoment(room, moment)
  return roomSummary({
    script: room.script,
    history: room.history,
    times: room.times,
    totals: totalsOf(room),
    notes: await notesOf(room.id),
    whys: await keptWhys(room.id),
    log: commands.map((c) => logged(c.body)),
    joined: await tookPart(room.id),
    audience: room.plan.audience,
    createdAt: room.row.created_at,
    rehearsal: room.plan.rehearsal > 0,
    name: room.plan.name ?? '',
  })
}

/** Everybody whose answers count. Participants who were removed stay in the totals with what they sent. */
async function tookPart(room: string): Promise<number> {
  const { n } = await database()
    .selectFrom('room_participant')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('room_id', '=', room)
    .where((e) =>
      e.or([
        e('removed', '=', 0),
        e.exists(
          e
            .selectFrom('room_answer')
            .select('seq')
            .where('room_answer.room_id', '=', room)
            .whereRef('room_answer.participant', '=', 'room_participant.id'),
        ),
      ]),
    )
    .executeTakeFirstOrThrow()
  return Number(n)
}

export async function notesOf(id: string, db: Database = database()): Promise<Record<number, string>> {
  const rows = await db.selectFrom('room_note').select(['moment', 'body']).where('room_id', '=', id).execute()
  return Object.fromEntries(rows.map(({ moment, body }) => [moment, body]))
}

const OUTCOME_WORDS: Record<Outcome, string> = {
  held: 'It ended well',
  repaired: 'You put it right',
  missed: 'It could have ended better',
  lost: 'It ended badly',
}
const PARTS = { few: 'one or two', most: 'all but one or two' }
const cell = (part: SafeCount | null | undefined): SafeCount | string => (typeof part === 'string' ? PARTS[part] : (part ?? ''))

const COLUMNS = [
  ...[
    'day',
    'session',
    'scenario',
    'variant',
    'outcome',
    'moment',
    'what_if',
    'minutes',
    'kind',
    'question',
    'vote',
    'voted',
    'option',
    'votes',
  ],
  ...['more_than_half', 'chose_soundly', 'would_report', 'reported', 'ratings', 'gain', 'done', 'sign'],
] as const
type Line = Partial<Record<(typeof COLUMNS)[number], string | number>>

/** One line per option and vote, check, sentence to flag, and reason. Escapes cells that a spreadsheet would take for formulas. */
export function csvOf(summary: RoomSummary): string {
  const { moments, day, name, title, variant, outcome } = summary
  const rows = moments.flatMap((m) => {
    const here = {
      day,
      session: name,
      scenario: title,
      variant,
      outcome: outcome ? OUTCOME_WORDS[outcome] : '',
      moment: m.title ?? 'judgement',
      what_if: yes(m.whatIf),
      minutes: m.minutes,
    }
    return [...votesIn(m, summary), ...checksIn(m), ...flagsIn(m), ...whysIn(m)].map((line) => ({ ...here, ...line }))
  })
  return stringify(rows, { header: true, columns: [...COLUMNS], bom: true, escape_formulas: true })
}
const yes = (is: boolean): string => (is ? 'yes' : 'no')

/** Empty where nobody asked who would tell: silence says nothing there. */
function toldIn({ decided, reported }: SummaryMoment, { audience, measured }: RoomSummary): string {
  if (decided?.reported) return 'yes'
  const isCounted = measured && (audience !== 'hands' || reported.at(-1) != null)
  return decided && isCounted ? 'no' : ''
}

const votesIn = (m: SummaryMoment, summary: RoomSummary): Line[] =>
  m.questions.flatMap((q, at) =>
    q.voted.flatMap((voted, i) =>
      q.options.map((o) => ({
        kind: 'vote',
        question: q.ask,
        vote: i + 1,
        voted: voted ?? 'too few',
        option: o.text,
        votes: o.counts[i] ?? '',
        more_than_half: q.most[i] === o.text ? 'yes' : '',
        // These figures are about the act, not its sentences.
        chose_soundly: at === 0 ? cell(m.sound[i]) : '',
        would_report: at === 0 ? cell(m.reported[i]) : '',
        reported: toldIn(m, summary),
        ratings: m.rating ?? '',
        gain: m.gain?.normalised ?? '',
      })),
    ),
  )

function checksIn({ checks, checked = [] }: SummaryMoment): Line[] {
  const [voted] = checks?.voted ?? []
  const options = checks?.options ?? checked.map((text) => ({ text, counts: [] }))
  return options.map(({ text, counts: [n] }) => ({
    ...{ kind: 'check', option: text, votes: n ?? '', done: yes(checked.includes(text)) },
    ...(checks && { vote: 1, voted: voted ?? 'too few', more_than_half: checks.most[0] === text ? 'yes' : '' }),
  }))
}

const flagsIn = ({ flags, flaggedBy }: SummaryMoment): Line[] =>
  flags.map(({ quote, label, sign, flagged }) => ({
    ...{ kind: 'flag', voted: flaggedBy ?? '', option: quote, votes: flagged ?? 'fewer than three' },
    sign: sign ? label : '',
  }))

const whysIn = ({ whys = [] }: SummaryMoment): Line[] => whys.map((text) => ({ kind: 'reason', option: text }))
