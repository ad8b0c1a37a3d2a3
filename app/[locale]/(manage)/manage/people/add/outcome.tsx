import { Notice } from '@/components/ui/field'
import type { OpenCohort } from '@/server/courses/add-people'
import type { Unread } from '@/server/courses/people-list'
import { hasOtherLetters } from '@/server/platform/encoding'
import { translator } from '@/server/platform/locales'
import { hasMail } from '@/server/platform/mail'

/** What was typed, and what is still to be corrected in it. */
export interface KeptPeople {
  text: string
  cohort: string
  roles: string[]
  unread: Unread[]
  note?: 'empty' | 'choose' | 'tooMany' | 'closed' | 'look'
  /** Why the password that confirms an administrator's role was not taken. */
  unproved?: string
}
/** What became of the others. `said` is null where people are codes: even those who were there already are not told apart. */
export interface Added {
  said: { enrolled: number; invited: number; already: number } | null
}

/** The lines one of which is wrong are shown with what to do; the rest has been added. */
export function Outcome({
  locale,
  kept,
  added,
  cohort,
}: {
  locale: string
  kept: KeptPeople
  added: Added | null
  cohort: OpenCohort | null
}) {
  const t = translator(locale, 'addPeople')
  const why = translator(locale, 'courseEditor')
  const { unread, note } = kept
  return (
    <>
      {added && (
        <Notice tone="done">
          {added.said ? t('added', added.said) : t('addedCodes')}{' '}
          <a
            className="link font-semibold"
            href={cohort ? `/${locale}/manage/courses/${cohort.course}/people/${cohort.id}` : `/${locale}/manage/people#pending`}
          >
            {cohort ? t('seeCohort', { name: cohort.name }) : t('seeInvitations')}
          </a>
        </Notice>
      )}
      {added && cohort && !hasMail() && (added.said?.invited ?? 1) > 0 && (
        <form method="post" action={`/${locale}/manage/courses/${cohort.course}/people/${cohort.id}/links`} className="mt-3">
          <p className="max-w-prose leading-relaxed text-ink-2">{why('cohort.linksText')}</p>
          <button type="submit" className="btn btn-quiet mt-2">
            {why('cohort.links')}
          </button>
        </form>
      )}
      {(note === 'tooMany' || note === 'closed' || note === 'look') && <Notice tone="problem">{t(`note.${note}`)}</Notice>}
      {note === 'look' && (
        <ul className="mt-3 grid gap-1 leading-normal">
          {kept.text
            .split('\n')
            .filter(hasOtherLetters)
            .slice(0, 50)
            .map((line, i) => (
              <li key={i} className="wrap-anywhere">
                {line}
              </li>
            ))}
        </ul>
      )}
      {unread.length > 0 && (
        <>
          <Notice tone="problem">{t('unread', { count: unread.length })}</Notice>
          <ul className="mt-3 grid gap-1 leading-normal">
            {unread.slice(0, 50).map(({ line, text, why: reason }) => (
              <li key={line} className="wrap-anywhere">
                <b className="font-semibold tabular-nums">{why('cohortNote.line', { line })}</b>: “{text.slice(0, 120)}”{' '}
                {why(`cohortNote.why.${reason}`)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
