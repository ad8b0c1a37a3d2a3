import { shown } from '@/server/accounts/people-file'
import type { UnreadLine } from '@/server/accounts/typed-people'
import { translator } from '@/server/platform/locales'

export function UnreadLines({ locale, unread }: { locale: string; unread: readonly UnreadLine[] }) {
  const t = translator(locale, 'addPeople')
  return (
    <ul className="mt-3 grid gap-1 leading-normal">
      {unread.slice(0, 50).map(({ line, text, why }) => (
        <li key={line} className="wrap-anywhere">
          <b className="font-semibold tabular-nums">{t('line', { line })}</b>: “{shown(text).slice(0, 120)}” {t(`why.${why}`)}
        </li>
      ))}
    </ul>
  )
}
