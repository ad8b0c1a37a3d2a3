import { currentPerson } from '@/server/nextjs/current-person'
import { ownPath } from '@/server/accounts/paths'
import { translator } from '@/server/platform/locales'
import { SignOut } from './sign-out-button'

export async function SignedInAs({ locale, text, next }: { locale: string; text?: string; next: unknown }) {
  const person = await currentPerson()
  if (!person) return null
  const t = translator(locale, 'accounts')
  return (
    <div role="status" className="card mt-6 max-w-column p-5">
      <p className="leading-relaxed">
        {text} {t('signedInAs', { name: person.name || person.email, email: person.email })}
      </p>
      <SignOut locale={locale} next={ownPath(next, '')} />
    </div>
  )
}
