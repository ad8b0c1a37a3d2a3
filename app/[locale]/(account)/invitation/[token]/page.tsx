import type { Metadata } from 'next'
import { Notice, Submit } from '@/components/ui/field'
import { tellsManager } from '@/scenarios/engine/course/course'
import { hasSingleSignOn } from '@/server/platform/config'
import { ownPath } from '@/server/accounts/paths'
import { cohortOf, dueOfInvitation } from '@/server/enrolment/open-cohorts'
import { currentPerson } from '@/server/nextjs/current-person'
import { isAskedFor, readInvitation, rolesIn } from '@/server/accounts/invitations'
import { nameKnown } from '@/server/accounts/members'
import type { InvitationRow } from '@/server/database/row-types/accounts'
import { translator } from '@/server/platform/locales'
import { organisation } from '@/server/organisation/organisation'
import { readFlash } from '@/server/nextjs/flash'
import { NameField, NewPasswordField } from '../../account-fields'
import { Due } from '../../../(courses)/courses/due'
import { NarrowPage } from '../../../narrow-page'
import { SignOut } from '../../sign-out-button'
import { Gone } from './gone'

type Props = PageProps<'/[locale]/invitation/[token]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, token } = await params
  const invitation = await readInvitation('invite', token)
  return { title: translator(locale, 'accounts')(invitation && isAskedFor(invitation) ? 'signUp.title' : 'invitation.title') }
}

/** Opening this page does not use up the link. */
export default async function Page({ params, searchParams }: Props) {
  const { locale, token } = await params
  const t = translator(locale, 'accounts')
  const invitation = await readInvitation('invite', token)
  const { note, next, seconds } = await searchParams
  if (!invitation) return <Gone locale={locale} token={token} note={note} seconds={seconds} />
  const here = `/${locale}/invitation/${token}`
  const wanted = ownPath(next, '')
  const own = isAskedFor(invitation)
  const course = invitation.cohort_id !== null ? await cohortOf(invitation.cohort_id) : null
  const person = await currentPerson()
  const roles = rolesIn(invitation)
    .filter((role) => role !== 'learner')
    .map((role) => t(`roles.${role}`))
    .join(', ')
  return (
    <NarrowPage
      locale={locale}
      title={t(own ? 'signUp.title' : 'invitation.title')}
      lead={own ? undefined : t('invitation.by', { organisation: (await organisation()).name || t('invitation.somebody') })}
    >
      <p className="mt-3 leading-relaxed">
        {t.rich(own ? 'signUp.for' : 'invitation.for', {
          email: invitation.email!,
          b: (text) => <strong className="font-semibold wrap-anywhere">{text}</strong>,
        })}
      </p>
      {course && (
        <p className="mt-1 flex flex-wrap gap-x-4 leading-relaxed">
          <span>{t('invitation.course', { title: course.course.title })}</span>
          <Due locale={locale} at={await dueOfInvitation(invitation.id)} />
        </p>
      )}
      {course && tellsManager(course.course) && <p className="mt-1 leading-relaxed">{translator(locale, 'courses')('terms.manager')}</p>}
      {roles && <p className="mt-1 leading-relaxed">{t('invitation.roles', { roles })}</p>}
      {note === 'known' && <Notice tone="problem">{t('invitation.known')}</Notice>}
      {!person ? (
        <NewAccount locale={locale} here={here} next={wanted} invitation={invitation} note={note} />
      ) : person.email === invitation.email ? (
        <form method="post" action={`${here}/join`} className="mt-6">
          <h2 className="text-h3">{t('invitation.asTitle', { name: person.name })}</h2>
          <p className="mt-1 leading-relaxed text-ink-2">{t('invitation.asText', { email: person.email })}</p>
          <Submit look="btn-primary mt-4">{t('invitation.as')}</Submit>
        </form>
      ) : (
        <>
          <Notice tone="problem">{t('invitation.other', { email: person.email })}</Notice>
          <SignOut locale={locale} />
        </>
      )}
    </NarrowPage>
  )
}

interface NewProps {
  locale: string
  here: string
  next: string
  invitation: InvitationRow
  note: unknown
}
async function NewAccount({ locale, here, next: wanted, invitation, note }: NewProps) {
  const t = translator(locale, 'accounts')
  const values = await readFlash('invitation')
  // People who only asked for an account must not learn what the organisation knows about them.
  const known = invitation.name || isAskedFor(invitation) ? '' : await nameKnown(invitation.email!)
  const next = new URLSearchParams({ next: here })
  return (
    <form method="post" action={`${here}/accept${wanted && `?${new URLSearchParams({ next: wanted })}`}`} className="mt-6 grid gap-5">
      <input type="email" name="email" value={invitation.email!} autoComplete="username" readOnly hidden />
      <NameField
        locale={locale}
        value={values.name ?? (invitation.name || known)}
        error={note === 'name' ? t('problem.name') : undefined}
      />
      <NewPasswordField locale={locale} note={note} />
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <Submit>{t('invitation.do')}</Submit>
        {hasSingleSignOn() && (
          <a className="btn btn-quiet" href={`/${locale}/sign-in/sso?${next}`}>
            {t('invitation.sso')}
          </a>
        )}
        <a className="link" href={`/${locale}/sign-in?${next}`}>
          {t('invitation.have')}
        </a>
      </div>
    </form>
  )
}
