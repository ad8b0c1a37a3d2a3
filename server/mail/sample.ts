import 'server-only'
import { config, ownAddress } from '../platform/config'
import { languageOf, strictTranslator } from '../platform/locales'
import type { Mailed } from '../platform/mail'
import { contactRows, dueRow, minutesRow, row } from './facts'
import type { LetterKind } from './kinds'
import { type Values, sendLetter } from './letters'

const DAY = 24 * 3600_000

/** What a letter would say to somebody, for a preview. Nobody and nothing in it exists but the reader. */
export async function sampleOf(kind: LetterKind, locale: string, name: string, now = Date.now()): Promise<Values> {
  const t = strictTranslator(locale, 'mail')
  const [course, actor] = [t('sample.course'), t('sample.person')]
  const due = dueRow(locale, { day: now + 14 * DAY, is: kind === 'renewal' ? 'renew' : 'day' })
  const rows =
    kind === 'digest'
      ? (['enrolled', 'complete', 'underWay', 'notStarted'] as const).map((label, i) => ({
          label: t(`fact.${label}`),
          value: String([40, 25, 9, 6][i]),
        }))
      : kind === 'account'
        ? row(locale, 'sender', actor)
        : [
            ...row(locale, 'course', course),
            ...due,
            ...minutesRow(locale, 25),
            ...row(locale, 'sender', kind === 'course' || kind === 'enrolled' ? actor : null),
          ]
  return {
    name,
    course,
    actor,
    link: `${ownAddress(config())}/${locale}/learn`,
    what: strictTranslator(locale, 'accounts')('notice.sessions', { actor }),
    advice: t('advice.named'),
    details: [{ ...(kind === 'digest' && { title: course }), rows: [...rows, ...(kind === 'digest' ? [] : await contactRows(locale))] }],
  }
}

/**
 * A mail to oneself, and what the mail server says to it.
 * @param link says that it arrived
 */
export async function sendTest({ name, email, link }: { name: string; email: string; link: string }, locale: string): Promise<Mailed> {
  const now = Date.now()
  const { SMTP_URL } = config()
  const at = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium', timeStyle: 'long', timeZone: 'UTC' }).format(now)
  const rows = [...row(locale, 'server', SMTP_URL && new URL(SMTP_URL).host), ...row(locale, 'at', at)]
  return sendLetter('test', { to: email, locale }, { name, link, details: [{ rows }] }, { now })
}
