import { Submit, TextField } from '@/components/ui/field'
import { translator } from '@/server/platform/locales'

export function VerifyForm({ locale, code }: { locale: string; code?: string }) {
  const t = translator(locale, 'certificate')
  return (
    <form method="get" action={`/${locale}/verify`} className="card mt-6 max-w-lg space-y-5 p-5 shadow-card sm:p-6">
      <TextField
        name="code"
        label={t('verify.code')}
        hint={t('verify.hint')}
        defaultValue={code}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        required
      />
      <Submit>{t('verify.do')}</Submit>
    </form>
  )
}
