import { translator } from '@/server/locales'

export const SignOut = ({ locale }: { locale: string }) => (
  <form method="post" action={`/${locale}/sign-out`} className="mt-5">
    <button type="submit" className="btn btn-quiet">{translator(locale, 'accounts')('signOut')}</button>
  </form>
)
