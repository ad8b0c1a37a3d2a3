import { Notice, TextField } from '@/components/ui/field'
import { wayToProve } from '@/server/sign-in/reauthenticate'
import type { Person } from '@/server/accounts/people'
import { translator } from '@/server/platform/locales'

/**
 * Fields with which people confirm their identity.
 * @param here where to continue after signing in again
 * @param hint when confirmation is needed, if not always
 */
export async function Prove({
  locale,
  person,
  here,
  hint,
  needed = true,
  field = 'password',
}: {
  locale: string
  person: Person
  here: string
  hint?: string
  needed?: boolean
  field?: string
}) {
  const way = await wayToProve(person.id)
  const t = translator(locale, 'people')
  if (way === 'none') return null
  if (way === 'sign-in') {
    return (
      <p className="mt-4 leading-relaxed">
        {hint} {t('prove.again')}{' '}
        <a className="link" href={`/${locale}/sign-in?${new URLSearchParams({ note: 'again', next: here })}`}>
          {t('prove.signIn')}
        </a>
      </p>
    )
  }
  return (
    <div className="mt-4 max-w-md">
      <TextField
        name={field}
        type="password"
        label={t('prove.password')}
        hint={hint}
        autoComplete="current-password"
        required={needed}
        maxLength={200}
      />
    </div>
  )
}

const NOTES = ['wrong', 'wait', 'again'] as const
export const isUnproved = (note: unknown): boolean => NOTES.some((n) => n === note)
export function Unproved({ locale, note }: { locale: string; note: unknown }) {
  const said = NOTES.find((n) => n === note)
  return said ? <Notice tone="problem">{translator(locale, 'people')(`prove.${said}`)}</Notice> : null
}
