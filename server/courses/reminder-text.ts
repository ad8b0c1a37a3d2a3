import 'server-only'
import { config, ownAddress } from '../platform/config'
import { greeting, languageOf, strictTranslator } from '../platform/locales'
import { organisation } from '../organisation/organisation'

/** A course named in a reminder. Never includes a result. */
export interface Open {
  id: string
  kind: 'new' | 'overdue' | 'due' | 'renew' | 'open'
  title: string
  /** When it is, or was, due. */
  day: number | null
}

/** The full address for a link in a mail. */
const address = (path: string): string => ownAddress(config()) + path

/** A reminder in the organisation's language, as plain text. */
export async function reminderOf(name: string, open: readonly Open[]): Promise<{ subject: string; text: string }> {
  const { locale, name: ours, support } = await organisation()
  const t = strictTranslator(locale, 'mail')
  const day = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'long', timeZone: 'UTC' })
  const line = ({ id, kind, title, day: at }: Open) =>
    `${t(`reminder.${kind}Line`, { title, due: at === null ? 'none' : 'day', day: at === null ? '' : day.format(at) })}\n  ${address(`/${locale}/courses/${id}`)}`
  const groups = (['new', 'overdue', 'due', 'open', 'renew'] as const).flatMap((kind) => {
    const own = open.filter((o) => o.kind === kind)
    return own.length === 0 ? [] : [`${t(`reminder.${kind}`)}\n\n${own.map(line).join('\n\n')}`]
  })
  const help = [support.name, support.email, support.phone].filter(Boolean).join(', ')
  const fresh = open.filter((o) => o.kind === 'new')
  const subject =
    fresh.length > 0 ? 'reminder.subjectNew' : open.every((o) => o.kind === 'renew') ? 'reminder.subjectRenew' : 'reminder.subject'
  const intro = fresh.length > 0 ? 'reminder.enrolled' : 'reminder.intro'
  return {
    subject: t(subject, { count: (fresh.length > 0 ? fresh : open).length, title: (fresh[0] ?? open[0]!).title }),
    text: [
      greeting(locale, name),
      ours ? t(`${intro}Named`, { organisation: ours }) : t(intro),
      ...groups,
      help ? t('reminder.support', { support: help }) : t('reminder.noSupport'),
      t('reminder.why'),
    ].join('\n\n'),
  }
}

export interface CourseCounts {
  title: string
  course: string
  enrolled: number
  complete: number
  notPassed: number
  underWay: number
  notStarted: number
  overdue: number
}

/** The weekly digest for an owner: only counts. */
export async function ownerDigestOf(name: string, courses: readonly CourseCounts[]): Promise<{ subject: string; text: string }> {
  const { locale } = await organisation()
  const t = strictTranslator(locale, 'mail')
  const lines = courses.map(
    ({ course, ...counts }) => `${t('owner.line', { ...counts })}\n  ${address(`/${locale}/manage/courses/${course}/records`)}`,
  )
  return { subject: t('owner.subject'), text: [greeting(locale, name), t('owner.intro'), ...lines, t('owner.why')].join('\n\n') }
}
