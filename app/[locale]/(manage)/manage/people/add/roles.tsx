import { Tick } from '@/components/ui/field'
import type { Person } from '@/server/accounts/people'
import { translator } from '@/server/platform/locales'
import { ROLES } from '@/server/platform/role'
import { Prove, Unproved } from '../../../../(account)/prove'
import type { KeptPeople } from './form-draft'

export function RolesPart({ locale, person, kept }: { locale: string; person: Person; kept: KeptPeople | null }) {
  const t = translator(locale, 'addPeople')
  const people = translator(locale, 'people')
  const names = translator(locale, 'accounts')
  return (
    <details className="card p-5" open={isUsed(kept)}>
      <summary className="link w-fit">{t('roles')}</summary>
      <p className="mt-2 leading-normal text-ink-2">{t('rolesText')}</p>
      <fieldset className="mt-3">
        <legend className="sr-only">{people('roles')}</legend>
        <div className="grid gap-2 sm:grid-cols-2">
          {ROLES.filter((role) => role !== 'learner').map((role) => (
            <Tick
              key={role}
              name="roles"
              value={role}
              label={names(`roles.${role}`)}
              text={people(`role.${role}`)}
              checked={kept?.roles.includes(role) ?? false}
            />
          ))}
        </div>
      </fieldset>
      <Unproved locale={locale} note={kept?.unproved} />
      <Prove locale={locale} person={person} here={`/${locale}/manage/people/add`} needed={false} hint={people('prove.administrator')} />
    </details>
  )
}

/** Open if there is something to read or to fill in: an administrator on the list needs the password. */
const isUsed = (kept: KeptPeople | null): boolean =>
  kept !== null && (kept.roles.length > 0 || kept.unproved !== undefined || kept.look?.administrators === true)
