import 'server-only'
import { database } from '../database'
import { sourceOf } from '../platform/locales'
import { type LetterKind, isOwn } from './kinds'
import { type Template, parseTemplate } from './template'

export const ourText = (kind: LetterKind, locale: string): Template => {
  const { subject, body } = sourceOf(locale).mail.letters[kind]
  return { subject, body }
}

export async function ownText(kind: LetterKind, locale: string): Promise<(Template & { at: number }) | null> {
  const row = await database()
    .selectFrom('mail_text')
    .select(['subject', 'body', 'updated_at'])
    .where('kind', '=', kind)
    .where('locale', '=', locale)
    .executeTakeFirst()
  return row ? { subject: row.subject, body: row.body, at: row.updated_at } : null
}

/** The text of a letter as we send it now. If a release no longer offers what an own text needs, we send ours. */
export async function textOf(kind: LetterKind, locale: string): Promise<Template> {
  const own = isOwn(kind) ? await ownText(kind, locale) : null
  return own && parseTemplate(kind, own).problems.length === 0 ? own : ourText(kind, locale)
}

/** Which letters the organisation has written itself: `reminder en`. */
export async function ownTexts(): Promise<Set<string>> {
  const rows = await database().selectFrom('mail_text').select(['kind', 'locale']).execute()
  return new Set(rows.map(({ kind, locale }) => `${kind} ${locale}`))
}

/** @param text null to go back to ours @param seen its last change, 0 for ours @returns false if somebody has changed it since */
export const saveText = (kind: LetterKind, locale: string, text: Template | null, seen: number, now = Date.now()): Promise<boolean> =>
  database()
    .transaction()
    .execute(async (db) => {
      const own = db.deleteFrom('mail_text').where('kind', '=', kind).where('locale', '=', locale)
      const { numDeletedRows } = await own.where('updated_at', '=', seen).executeTakeFirst()
      if (numDeletedRows === 0n && seen !== 0) return false
      const row = text && { kind, locale, subject: text.subject, body: text.body, updated_at: Math.max(now, seen + 1) }
      if (!row) return true
      const made = await db
        .insertInto('mail_text')
        .values(row)
        .onConflict((c) => c.columns(['kind', 'locale']).doNothing())
        .executeTakeFirst()
      return made.numInsertedOrUpdatedRows === 1n
    })
