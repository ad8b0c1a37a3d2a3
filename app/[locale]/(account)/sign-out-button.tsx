import { Submit } from '@/components/ui/field'
import { translator } from '@/server/platform/locales'

export const SignOut = ({ locale, next = '', label }: { locale: string; next?: string; label?: string }) => (
  <form method="post" action={`/${locale}/sign-out${next && `?${new URLSearchParams({ next })}`}`} className="mt-5">
    <Submit look="btn-quiet">{label ?? translator(locale, 'accounts')('signOut')}</Submit>
  </form>
)
