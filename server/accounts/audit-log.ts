import 'server-only'
import { database } from '../database'
import { translator } from '../platform/locales'
import { type Group, actionsOf, isAction } from './audit'

export interface Entry {
  id: string
  at: number
  actor: string
  actorName: string | null
  action: string
  subject: string | null
  subjectName: string | null
  detail: string | null
}
export const AUDIT_PAGE = 50

/** We then keep only the month, because the exact time would reveal who was erased. */
export const isMonth = ({ action, actor }: Pick<Entry, 'action' | 'actor'>): boolean => action === 'data.erased' && actor === 'system'
export const timeInFile = (entry: Pick<Entry, 'at' | 'action' | 'actor'>): string =>
  new Date(entry.at).toISOString().slice(0, isMonth(entry) ? 7 : undefined)

export const entries = (group: Group | null) =>
  database()
    .selectFrom('audit')
    .leftJoin('user_alias as actor_alias', 'actor_alias.alias', 'audit.actor')
    .leftJoin('user as actor_user', 'actor_user.id', 'actor_alias.user_id')
    .leftJoin('user_alias as subject_alias', 'subject_alias.alias', 'audit.subject')
    .leftJoin('user as subject_user', 'subject_user.id', 'subject_alias.user_id')
    .leftJoin('member as subject_member', 'subject_member.id', 'audit.subject')
    .select(['audit.id', 'audit.at', 'audit.actor', 'audit.action', 'audit.subject', 'audit.detail', 'actor_user.name as actorName'])
    .select((e) =>
      e.fn
        .coalesce('subject_user.name', e.fn<string | null>('nullif', ['subject_member.name', e.val('')]), 'subject_member.address')
        .as('subjectName'),
    )
    .$if(group !== null, (q) => q.where('audit.action', 'in', actionsOf(group!)))
    .orderBy('audit.at', 'desc')
    .orderBy('audit.id')

/** Reads reasons from the record they are kept in, so that the reason for an exemption goes when the record goes. */
export async function reasonsIn<T extends { detail: string | null }>(rows: readonly T[]): Promise<T[]> {
  const parsed = rows.map(({ detail }) => (detail?.includes('"act":') ? (JSON.parse(detail) as { act?: string }) : null))
  const ids = [...new Set(parsed.flatMap((detail) => detail?.act ?? []))]
  const reasons = new Map<string, string>()
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const part = ids.slice(from, from + AT_ONCE)
    for (const { id, reason } of await database().selectFrom('record_act').select(['id', 'reason']).where('id', 'in', part).execute())
      reasons.set(id, reason)
  }
  return rows.map((row, i) => {
    if (!parsed[i]) return row
    const { act = '', ...others } = parsed[i]
    const reason = reasons.get(act)
    return { ...row, detail: JSON.stringify({ ...others, ...(reason && { reason }) }) }
  })
}
const AT_ONCE = 500

export async function readAudit(group: Group | null, page: number): Promise<{ entries: Entry[]; total: number }> {
  const { n } = await database()
    .selectFrom('audit')
    .select((e) => e.fn.countAll<number | string>().as('n'))
    .$if(group !== null, (q) => q.where('action', 'in', actionsOf(group!)))
    .executeTakeFirstOrThrow()
  return {
    entries: await reasonsIn(
      await entries(group)
        .limit(AUDIT_PAGE)
        .offset((page - 1) * AUDIT_PAGE)
        .execute(),
    ),
    total: Number(n),
  }
}

/** Names events. An older log may hold a code that this version does not know; it is shown as it is. */
export function actionNames(locale: string): (code: string) => string {
  const t = translator(locale, 'people')
  return (code) => (isAction(code) ? t(`audit.actions.${code}`) : code)
}
