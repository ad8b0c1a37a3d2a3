import type { Metadata } from 'next'
import { Notice } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { permitted } from '@/server/nextjs/current-person'
import { config } from '@/server/platform/config'
import { translator } from '@/server/platform/locales'
import { hasMail } from '@/server/platform/mail'
import { ManageShell } from '../../manage-shell'
import { mailedTo } from '../../people/mailed'

type Props = PageProps<'/[locale]/manage/first-steps/mail'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator((await params).locale, 'firstSteps')('steps.mail.title') }
}

/** A test mail to oneself, whose link says that it arrived. */
export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const here = `/${locale}/manage/first-steps/mail`
  const person = await permitted(locale, here, 'administrator')
  const { note } = await searchParams
  const t = translator(locale, 'firstSteps')
  return (
    <ManageShell locale={locale} person={person} section="organisation" crumbs={[{ label: t('steps.mail.title') }]}>
      <PageTitle lead={t(hasMail() ? 'mail.lead' : 'mail.none')}>{t('steps.mail.title')}</PageTitle>
      {note === 'mailed' && <Notice tone="done">{t('mail.sent', await mailedTo())}</Notice>}
      {note === 'notMailed' && <Notice tone="problem">{t('mail.failed', await mailedTo())}</Notice>}
      {hasMail() ? (
        <form method="post" action={`${here}/send`} className="mt-6">
          <p className="max-w-prose leading-relaxed">{t('mail.text', { email: person.email, from: config().MAIL_FROM })}</p>
          <button type="submit" className="btn btn-primary mt-4">
            {t(note === 'mailed' ? 'mail.again' : 'mail.send')}
          </button>
        </form>
      ) : (
        <>
          <p className="card mt-5 select-all p-4 font-mono text-note wrap-anywhere">
            SMTP_URL=smtp://user:password@mail.example:587
            <br />
            MAIL_FROM=Security training &lt;training@ministry.example&gt;
          </p>
          <p className="mt-4 max-w-prose leading-relaxed text-ink-2">{t('mail.noneText')}</p>
        </>
      )}
    </ManageShell>
  )
}
