import { Notice, Submit } from '@/components/ui/field'
import type { OpenCohort } from '@/server/enrolment/open-cohorts'
import { translator } from '@/server/platform/locales'
import { hasMail } from '@/server/platform/mail'
import type { AdditionCounts, KeptPeople } from './form-draft'
import { Look } from './preview'
import { UnreadLines } from './unread-lines'

interface Props {
  locale: string
  kept: KeptPeople
  added: AdditionCounts | null
  cohort: OpenCohort | null
}

export function Outcome({ locale, kept, added, cohort }: Props) {
  const t = translator(locale, 'addPeople')
  const { unread, unused = [], note, look, plan } = kept
  return (
    <>
      {added && <Done locale={locale} added={added} cohort={cohort} />}
      {(note === 'tooMany' || note === 'big' || note === 'slow' || note === 'closed') && (
        <Notice tone="problem">{t(`note.${note}`)}</Notice>
      )}
      {plan && !look && !added && <Notice tone="info">{t('plan.notYet')}</Notice>}
      {look && <Look locale={locale} look={look} cohort={cohort} />}
      {unused.length > 0 && <Notice tone="info">{t('unused', { columns: unused.join(', ') })}</Notice>}
      {unread.length > 0 && (
        <>
          <Notice tone="problem">{t('unread', { count: unread.length })}</Notice>
          <UnreadLines locale={locale} unread={unread} />
        </>
      )}
    </>
  )
}

function Done({ locale, added: { said }, cohort }: Pick<Props, 'locale' | 'cohort'> & { added: AdditionCounts }) {
  const t = translator(locale, 'addPeople')
  const course = translator(locale, 'courseEditor')
  return (
    <>
      <Notice tone="done">
        {said ? t(cohort ? 'added' : 'addedAccounts', said) : t('addedCodes')}{' '}
        <a
          className="link font-semibold"
          href={cohort ? `/${locale}/manage/courses/${cohort.course}/people/${cohort.id}` : `/${locale}/manage/people#pending`}
        >
          {cohort ? t('seeCohort', { name: cohort.name }) : t('seeInvitations')}
        </a>
      </Notice>
      {cohort && !hasMail() && (said?.invited ?? 1) > 0 && (
        <form method="post" action={`/${locale}/manage/courses/${cohort.course}/people/${cohort.id}/links`} className="mt-3">
          <p className="max-w-prose leading-relaxed text-ink-2">{course('cohort.linksText')}</p>
          <Submit look="btn-quiet mt-2">{course('cohort.links')}</Submit>
        </form>
      )}
    </>
  )
}
