import 'server-only'
import { z } from 'zod'
import { database } from '../database'
import type { Scope } from '../records/record-lines'

export interface Period {
  /** Milliseconds since 1970: from the start of the first day to the end of the last, in UTC. */
  from: number
  until: number
}

/** A due day that was moved. Acts that were undone are left out. */
export interface Extension {
  name: string
  email: string
  unit: string
  cohort: string
  /** Null if there was no due day before. */
  from: number | null
  to: number | null
  reason: string
  /** A name; empty once the account is gone. */
  by: string
  at: number
}

const Facts = z.object({ due: z.number().nullable(), cohort: z.string() })
const factsOf = (json: string) => Facts.safeParse(JSON.parse(json)).data

/** Not of codes: we do not say what was done to one. Beside codes, people who are invited are no lines either. */
export async function extensionsOf({ course, named, coded }: Scope, period: Period): Promise<Extension[]> {
  const rows = [...(await ofEnrolled(course, named, period)), ...(coded.length > 0 ? [] : await ofInvited(course, period))]
  return rows
    .toSorted((a, b) => a.at - b.at)
    .map((row) => {
      const before = factsOf(row.before)
      return {
        name: row.name ?? '',
        email: row.address ?? '',
        unit: row.unit ?? '',
        cohort: before?.cohort ?? '',
        from: before?.due ?? null,
        to: factsOf(row.after)?.due ?? null,
        reason: row.reason,
        by: row.by ?? '',
        at: row.at,
      }
    })
}

const ACT = ['a.at', 'a.reason', 'b.before', 'b.after', 'm.name', 'm.address', 'm.unit', 'u.name as by'] as const

const ofEnrolled = (course: string, named: readonly number[], { from, until }: Period) =>
  database()
    .selectFrom('record_act as a')
    .innerJoin('record_before as b', 'b.act_id', 'a.id')
    .innerJoin('enrolment as e', 'e.id', 'b.enrolment_id')
    .leftJoin('member as m', 'm.id', 'e.member_id')
    .leftJoin('user as u', 'u.id', 'a.by_user')
    .select(ACT)
    .where('a.course_id', '=', course)
    .where('a.kind', '=', 'extend')
    .where('b.undone_at', 'is', null)
    .where('a.at', '>=', from)
    .where('a.at', '<', until)
    .where('e.version', 'in', named.length > 0 ? named : [-1])
    .orderBy('a.id')
    .orderBy('e.id')
    .execute()

/** Once they join, these acts are those of their enrolment. */
const ofInvited = (course: string, { from, until }: Period): ReturnType<typeof ofEnrolled> =>
  database()
    .selectFrom('record_act as a')
    .innerJoin('invited_before as b', 'b.act_id', 'a.id')
    .leftJoin('member as m', 'm.id', 'b.member_id')
    .leftJoin('user as u', 'u.id', 'a.by_user')
    .select(ACT)
    .where('a.course_id', '=', course)
    .where('a.kind', '=', 'extend')
    .where('b.undone_at', 'is', null)
    .where('a.at', '>=', from)
    .where('a.at', '<', until)
    .orderBy('a.id')
    .orderBy('m.words')
    .execute()
