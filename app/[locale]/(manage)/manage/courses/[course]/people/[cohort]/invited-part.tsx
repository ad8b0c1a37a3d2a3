import { Section } from '@/components/ui/section'
import { Submit } from '@/components/ui/field'
import { joinersOf } from '@/server/enrolment/rules'
import { notMailed } from '@/server/enrolment/invitations'
import { hasSingleSignOn } from '@/server/platform/config'
import { translator } from '@/server/platform/locales'
import { hasMail } from '@/server/platform/mail'

/**
 * Invited people who have not joined yet: whether their letters went out, or the links to send them.
 * @param records where they are listed; null in a course whose people are codes
 */
export async function InvitedPart({
  locale,
  here,
  cohort,
  invited,
  ruled,
  records,
}: {
  locale: string
  here: string
  cohort: string
  invited: number
  ruled: boolean
  records: string | null
}) {
  const t = translator(locale, 'courseEditor')
  // Null without a mail server, when owners send the links themselves.
  const failed = hasMail() ? await notMailed(cohort) : hasSingleSignOn() ? 0 : null
  // Not in a course whose people are codes, because no count may show who came.
  const byRule = ruled && records !== null ? (await joinersOf(cohort)).invited : null
  return (
    <Section id="invited" title={t('cohort.open')} className="mt-10 max-w-column scroll-mt-6">
      <p className="mt-1 leading-relaxed">
        {t('cohort.invited', { count: invited })} {byRule !== null && byRule < invited && t('cohort.invitedByRule', { n: byRule })}{' '}
        {failed === null || !hasMail() ? (
          <span className="text-ink-2">{t(failed === null ? 'cohort.linksText' : 'cohort.linksNone')}</span>
        ) : (
          failed > 0 && <span className="text-signal">{t('cohort.notMailed', { count: failed })}</span>
        )}
      </p>
      {records && (
        <p>
          <a className="link inline-flex min-h-11 items-center" href={records}>
            {t('cohort.invitedWho')}
          </a>
        </p>
      )}
      {failed !== 0 && (
        <form method="post" action={`${here}/links`}>
          <Submit look="btn-quiet mt-3">{t(failed === null ? 'cohort.links' : 'cohort.again')}</Submit>
        </form>
      )}
    </Section>
  )
}
