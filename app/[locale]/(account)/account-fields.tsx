import { TextField } from '@/components/ui/field'
import { translator } from '@/server/platform/locales'

interface Props {
  locale: string
  value?: string
  error?: string
}

export const NameField = ({ locale, value, error }: Props) => {
  const t = translator(locale, 'accounts')
  return (
    <TextField
      name="name"
      label={t('fields.name')}
      hint={t('fields.nameHint')}
      error={error}
      defaultValue={value}
      autoComplete="name"
      required
      maxLength={120}
    />
  )
}
export const EmailField = ({ locale, value, error, autoComplete = 'username' }: Props & { autoComplete?: string }) => (
  <TextField
    name="email"
    type="email"
    label={translator(locale, 'accounts')('fields.email')}
    error={error}
    defaultValue={value}
    autoComplete={autoComplete}
    inputMode="email"
    spellCheck={false}
    autoCapitalize="none"
    required
    maxLength={200}
  />
)
const REFUSED = ['password', 'short', 'common', 'personal', 'busy'] as const
/** @param note from the page's address: why we refused the password */
export const NewPasswordField = ({ locale, note }: { locale: string; note: unknown }) => {
  const t = translator(locale, 'accounts')
  const refused = REFUSED.find((n) => n === note)
  return (
    <TextField
      name="password"
      type="password"
      label={t('fields.newPassword')}
      hint={t('fields.passwordHint')}
      error={refused && t(`problem.${refused === 'short' ? 'password' : refused}`)}
      autoComplete="new-password"
      required
      minLength={12}
      maxLength={200}
    />
  )
}
