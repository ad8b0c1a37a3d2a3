import { Notice, Submit, TextField } from '@/components/ui/field'
import type { Person } from '@/server/accounts/people'
import { PageTitle } from '@/components/ui/page-title'
import { permitted } from '@/server/nextjs/current-person'
import { titled } from '@/server/nextjs/titled'
import { isAboutCourses, nameSomebody, noticesOf } from '@/server/accounts/notices'
import { hasPassword } from '@/server/accounts/passwords'
import { formerAddress, isProven } from '@/server/sign-in/prove-address'
import { sessionsOf } from '@/server/sign-in/sessions'
import { hasSingleSignOn } from '@/server/platform/config'
import { languageOf, translator } from '@/server/platform/locales'
import { hasMail } from '@/server/platform/mail'
import { NewPasswordField } from '../account-fields'
import { NoticeList } from '../notices'
import { PageShell } from '../../page-shell'
import { SignOut } from '../sign-out-button'
import { Part } from './part'
import { Passkeys } from './passkeys-part'
import { SecondFactor } from './second-factor-part'

type Props = PageProps<'/[locale]/account'>
const NOTES = ['password', 'session', 'sessions', 'passkeyRemoved', 'joined', 'proofSent', 'proofFailed', 'proofWait', 'proven'] as const
const FAILED: readonly string[] = ['proofFailed', 'proofWait']

export const generateMetadata = titled('accounts', (t) => t('account.title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const person = await permitted(locale, `/${locale}/account`, 'learner')
  const { note } = await searchParams
  const t = translator(locale, 'accounts')
  const said = NOTES.find((n) => n === note)
  return (
    <PageShell locale={locale} crumbs={[{ label: t('account.title') }]}>
      <main id="main" className="mx-auto max-w-column px-4 pb-16 pt-8 lg:pt-12">
        <PageTitle>{t('account.title')}</PageTitle>
        {said && <Notice tone={FAILED.includes(said) ? 'problem' : 'done'}>{t(`account.note.${said}`, { email: person.email })}</Notice>}
        <dl className="card mt-6 grid gap-x-8 gap-y-3 p-5 sm:grid-cols-3">
          <Said term={t('fields.name')}>{person.name}</Said>
          <Said term={t('fields.email')}>{person.email}</Said>
          <Said term={t('account.roles')}>{person.roles.map((role) => t(`roles.${role}`)).join(', ')}</Said>
        </dl>
        {hasMail() && !(await isProven(person.id)) && <Unproven locale={locale} person={person} former={await formerAddress(person.id)} />}
        <p className="mt-4 flex flex-wrap gap-x-6 gap-y-2">
          <a className="link" href={`/${locale}/learn`}>
            {t('account.courses')}
          </a>
          <a className="link" href={`/${locale}/learn/data`}>
            {t('account.data')}
          </a>
        </p>
        <SignOut locale={locale} />
        <Password locale={locale} person={person} note={note} />
        <Passkeys locale={locale} person={person} note={note} />
        <SecondFactor locale={locale} person={person} />
        <Sessions locale={locale} person={person} />
        <AccountNotices locale={locale} person={person} />
      </main>
    </PageShell>
  )
}

const Said = ({ term, children }: { term: string; children: React.ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-small text-ink-2">{term}</dt>
    <dd className="font-medium wrap-anywhere">{children}</dd>
  </div>
)
function Unproven({ locale, person, former }: { locale: string; person: Person; former: string | null }) {
  const t = translator(locale, 'accounts')
  return (
    <form method="post" action={`/${locale}/account/prove`} className="card mt-4 p-5">
      <p className="font-semibold">{t('account.unproven')}</p>
      <p className="mt-1 leading-relaxed text-ink-2">
        {former === null
          ? t(hasSingleSignOn() ? 'account.unprovenText' : 'account.unprovenTextPlain')
          : t('account.unprovenDirectory', { former })}{' '}
        {t('account.proveHint', { email: person.email })}
      </p>
      <Submit look="btn-quiet mt-4">{t('account.proveDo')}</Submit>
    </form>
  )
}

async function Password({ locale, person, note }: { locale: string; person: Person; note: unknown }) {
  const t = translator(locale, 'accounts')
  if (!(await hasPassword(person.id))) return <Part id="password" title={t('account.password')} text={t('account.passwordNone')} />
  return (
    <Part id="password" title={t('account.password')} text={t('account.passwordText')}>
      <form method="post" action={`/${locale}/account/password`} className="mt-4 grid max-w-md gap-5">
        <input type="email" name="email" value={person.email} autoComplete="username" readOnly hidden />
        <TextField
          name="current"
          type="password"
          label={t('fields.passwordNow')}
          autoComplete="current-password"
          required
          maxLength={200}
          error={note === 'wrong' ? t('account.passwordWrong') : note === 'wait' ? translator(locale, 'people')('prove.wait') : undefined}
        />
        <NewPasswordField locale={locale} note={note} />
        <Submit look="btn-quiet justify-self-start">{t('account.passwordDo')}</Submit>
      </form>
    </Part>
  )
}

/** What other people did to the account. It stays here even when dismissed. */
async function AccountNotices({ locale, person }: { locale: string; person: Person }) {
  const t = translator(locale, 'accounts')
  const notices = await noticesOf(person.id)
  return notices.length === 0 ? null : (
    <Part
      id="notices"
      title={t('notice.title')}
      text={notices.every(isAboutCourses) ? t('notice.coursesText') : t('notice.unexpected', { named: nameSomebody(notices) })}
    >
      <NoticeList locale={locale} notices={notices} />
    </Part>
  )
}

async function Sessions({ locale, person }: { locale: string; person: Person }) {
  const t = translator(locale, 'accounts')
  const time = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium' })
  const sessions = await sessionsOf(person.id)
  return (
    <Part id="sessions" title={t('account.sessions')}>
      <ul className="card mt-4 divide-y divide-line">
        {sessions.map(({ id, device, since, here }) => {
          const [name, day] = [device || t('account.unknown'), time.format(since)]
          return (
            <li key={id} className="flex min-h-16 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
              <span className="min-w-0 flex-1">
                <span className="block font-medium">{name}</span>
                <span className="block text-small text-ink-2">{t('account.since', { day })}</span>
              </span>
              {here ? (
                <span className="chip bg-accent-soft">{t('account.here')}</span>
              ) : (
                <form method="post" action={`/${locale}/account/sessions/end`}>
                  <input type="hidden" name="id" value={id} />
                  <button type="submit" className="btn btn-ghost" aria-label={t('account.endLabel', { device: name, day })}>
                    {t('account.end')}
                  </button>
                </form>
              )}
            </li>
          )
        })}
      </ul>
      {sessions.length > 1 && (
        <form method="post" action={`/${locale}/account/sessions/end-others`} className="mt-4">
          <Submit look="btn-quiet">{t('account.endOthers')}</Submit>
        </form>
      )}
    </Part>
  )
}
