import { Notice, Submit, Tick } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { Section } from '@/components/ui/section'
import { ROLES } from '@/server/platform/role'
import { permitted } from '@/server/nextjs/current-person'
import { readPerson } from '@/server/accounts/person'
import { readAbout } from '@/server/accounts/people-search'
import { isFreed } from '@/server/accounts/unproven-address'
import { heldUntil } from '@/server/accounts/notices'
import { hasPassword } from '@/server/accounts/passwords'
import { isProven } from '@/server/sign-in/prove-address'
import { languageOf, translator } from '@/server/platform/locales'
import { hasMail } from '@/server/platform/mail'
import { gone } from '@/server/nextjs/responses'
import { titled } from '@/server/nextjs/titled'
import { ManageShell } from '../../manage-shell'
import { AboutPerson } from '../about'
import { mailedTo } from '../mailed'
import { Prove, Unproved } from '../../../../(account)/prove'
import { Act } from './act'
import { SecondFactorAct } from './second-factor'

type Props = PageProps<'/[locale]/manage/people/[user]'>
const NOTES = [
  'left',
  'back',
  'signs-in',
  'own',
  'roles',
  'sessions',
  'factorReset',
  'mailed',
  'notMailed',
  'noPassword',
  'noReset',
  'renamed',
  'notRenamed',
  'last-administrator',
  'held',
  'on-hold',
] as const
const FAILED: readonly string[] = [
  'own',
  'signs-in',
  'notMailed',
  'noPassword',
  'noReset',
  'notRenamed',
  'last-administrator',
  'held',
  'on-hold',
]

export const generateMetadata = titled('manage', (t) => t('people.title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale, user } = await params
  const person = await permitted(locale, `/${locale}/manage/people`, 'administrator')
  const whom = await readPerson(user)
  if (!whom) return gone(locale)
  const { note } = await searchParams
  const said = NOTES.find((n) => n === note)
  const t = translator(locale, 'people')
  const field = translator(locale, 'accounts')
  const here = `/${locale}/manage/people/${user}`
  const held = await heldUntil(whom.id)
  const about = await readAbout({ user: whom.id })
  const day = (at: number) => new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium' }).format(at)
  return (
    <ManageShell locale={locale} person={person} section="people" crumbs={[{ label: whom.name }]}>
      <PageTitle>{whom.name}</PageTitle>
      <p className="mt-1 text-ink-2 wrap-anywhere">
        {whom.email}
        {whom.id === person.id && <span className="chip ms-3 bg-accent-soft text-ink">{t('person.you')}</span>}
      </p>
      {!(await isProven(whom.id)) && (
        <p className="mt-2 max-w-prose leading-relaxed text-signal">{t(isFreed(whom.email) ? 'person.freed' : 'person.unproven')}</p>
      )}
      {said && (
        <Notice tone={FAILED.includes(said) ? 'problem' : 'done'}>
          {t(`person.note.${said}`, { ...(await mailedTo()), day: day(held ?? 0) })}
        </Notice>
      )}
      <Unproved locale={locale} note={note} />
      {whom.leftAt !== null && <Leaver locale={locale} here={here} at={day(whom.leftAt)} />}
      {about && <AboutPerson locale={locale} about={about} />}
      {whom.leftAt !== null && (
        <div className="mt-6">
          <Act id="export" title={t('person.export')} text={t('person.exportText')} action={`${here}/export`} label={t('person.exportDo')}>
            <Prove locale={locale} person={person} here={here} field="export_password" />
          </Act>
        </div>
      )}
      {whom.leftAt === null && (
        <form method="post" action={`${here}/roles`} className="mt-6">
          <fieldset>
            <legend className="text-h3">{t('roles')}</legend>
            <p className="text-note leading-normal text-ink-2">{t('rolesHint')}</p>
            <div className="mt-3 grid gap-2 sm:grid-cols-2">
              {ROLES.filter((r) => r !== 'learner').map((r) => (
                <Tick
                  key={r}
                  name="roles"
                  value={r}
                  label={field(`roles.${r}`)}
                  checked={whom.roles.includes(r)}
                  text={whom.bySso.includes(r) ? `${t(`role.${r}`)} ${t('person.bySso')}` : t(`role.${r}`)}
                />
              ))}
            </div>
          </fieldset>
          {!whom.roles.includes('administrator') && (
            <Prove locale={locale} person={person} here={here} field="role_password" needed={false} hint={t('prove.administrator')} />
          )}
          <Submit look="btn-primary mt-4">{t('person.rolesDo')}</Submit>
        </form>
      )}
      <div className="mt-10 grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {whom.leftAt === null && (
          <Act
            id="sessions"
            title={t('person.sessions')}
            text={t('person.sessionsText', { count: whom.sessions })}
            action={`${here}/sessions`}
            label={t('person.sessionsDo')}
          />
        )}
        {whom.leftAt !== null ? null : (await hasPassword(whom.id)) ? (
          <Act
            id="reset"
            title={t('person.reset')}
            text={t(hasMail() ? 'person.resetMailText' : 'person.resetText')}
            action={`${here}/reset`}
            label={t(hasMail() ? 'person.resetMailDo' : 'person.resetDo')}
          >
            <Prove locale={locale} person={person} here={here} />
          </Act>
        ) : (
          <Act id="reset" title={t('person.reset')} text={t(isFreed(whom.email) ? 'person.resetFreed' : 'person.resetNone')} />
        )}
        <SecondFactorAct locale={locale} person={person} whom={whom} here={here} />
        <Act
          id="hold"
          title={t('person.hold')}
          text={t('person.holdText')}
          action={`/${locale}/manage/data/holds`}
          label={t('person.holdDo')}
          method="get"
        >
          <input type="hidden" name="address" value={whom.email} />
        </Act>
        {whom.leftAt === null && whom.id !== person.id && (
          <Act id="left" title={t('person.leave')} text={t('person.leaveText')} action={`${here}/left`} label={t('person.leaveDo')}>
            <Prove locale={locale} person={person} here={here} field="left_password" />
          </Act>
        )}
        {held ? (
          <Act id="remove" title={t('person.remove')} text={t('person.removeHeld', { day: day(held) })} />
        ) : (
          <Act
            id="remove"
            title={t('person.remove')}
            text={t('person.removeText')}
            action={`${here}/remove`}
            label={t('person.removeDo')}
            method="get"
          />
        )}
      </div>
    </ManageShell>
  )
}

function Leaver({ locale, here, at }: { locale: string; here: string; at: string }) {
  const t = translator(locale, 'people')
  return (
    <Section name="leaver" title={t('person.leaver', { day: at })} className="card mt-6 p-5" look="font-semibold">
      <p className="mt-1 max-w-prose leading-relaxed text-ink-2">{t('person.leaverText')}</p>
      <form method="post" action={`${here}/left`} className="mt-4">
        <input type="hidden" name="do" value="back" />
        <Submit look="btn-quiet">{t('person.backDo')}</Submit>
      </form>
    </Section>
  )
}
