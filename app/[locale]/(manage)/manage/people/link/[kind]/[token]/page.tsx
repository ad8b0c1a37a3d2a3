import { PageTitle } from '@/components/ui/page-title'
import { permitted } from '@/server/nextjs/current-person'
import { readPerson } from '@/server/accounts/person'
import { linkPath, readInvitation } from '@/server/accounts/invitations'
import { languageOf, translator } from '@/server/platform/locales'
import { hasMail } from '@/server/platform/mail'
import { gone } from '@/server/nextjs/responses'
import { ownOrigin } from '@/server/nextjs/session'
import { titled } from '@/server/nextjs/titled'
import { ManageShell } from '../../../../manage-shell'

type Props = PageProps<'/[locale]/manage/people/link/[kind]/[token]'>

export const generateMetadata = titled('manage', (t) => t('people.title'))

/** Without a mail server: a link to hand over. The server cannot show it again. */
export default async function Page({ params }: Props) {
  const { locale, kind, token } = await params
  const here = `/${locale}/manage/people`
  const person = await permitted(locale, here, 'administrator')
  const asked = kind === 'invite' || kind === 'reset' ? kind : null
  const invitation = hasMail() || !asked ? null : await readInvitation(asked, token)
  if (!asked || !invitation) return gone(locale)
  const whom = invitation.user_id ? await readPerson(invitation.user_id) : { name: invitation.name, email: invitation.email }
  const [email, name] = [whom?.email ?? '', whom?.name || whom?.email || '']
  const t = translator(locale, 'people')
  const day = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium' }).format(invitation.expires_at)
  return (
    <ManageShell locale={locale} person={person} section="people" crumbs={[{ label: t('link.title', { name }) }]}>
      <PageTitle lead={t(kind === 'invite' ? 'link.inviteText' : 'link.resetText', { email, day })}>{t('link.title', { name })}</PageTitle>
      <p className="card mt-5 select-all p-4 font-mono text-note wrap-anywhere">{`${await ownOrigin()}${linkPath(asked, token, locale)}`}</p>
      <p className="mt-6">
        <a className="btn btn-quiet" href={here}>
          {t('link.back')}
        </a>
      </p>
    </ManageShell>
  )
}
