import { Notice, Submit } from '@/components/ui/field'
import { canAskAgain } from '@/server/enrolment/ask-again'
import { translator } from '@/server/platform/locales'
import { hasMail } from '@/server/platform/mail'
import { MailNote } from '../../mail-note'
import { SupportContact } from '../../support-contact'
import { NarrowPage } from '../../../narrow-page'

/** Of a link that does not work. Only one that has expired can ask for another, which goes to the invited address and is not shown here. */
export async function Gone({ locale, token, note, seconds }: { locale: string; token: string; note: unknown; seconds: unknown }) {
  const t = translator(locale, 'accounts')
  const asks = await canAskAgain(token)
  const lead =
    note === 'sent' ? 'invitation.sent' : !asks ? 'invitation.goneText' : hasMail() ? 'invitation.expiredText' : 'invitation.expiredAsk'
  return (
    <NarrowPage locale={locale} title={t(asks ? 'invitation.expired' : 'invitation.gone')} lead={t(lead)}>
      {note === 'failed' && <Notice tone="problem">{t('invitation.failed')}</Notice>}
      {note === 'wait' && <MailNote locale={locale} note={note} seconds={seconds} />}
      {asks && hasMail() ? (
        <form method="post" action={`/${locale}/invitation/${token}/ask`} className="mt-6">
          <Submit>{t('invitation.ask')}</Submit>
        </form>
      ) : (
        <>
          {note !== 'sent' && <SupportContact />}
          <p className="mt-6">
            <a className="btn btn-quiet" href={`/${locale}/courses`}>
              {t('invitation.toCourses')}
            </a>
          </p>
        </>
      )}
    </NarrowPage>
  )
}
