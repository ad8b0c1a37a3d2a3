import { Notice } from '@/components/ui/field'
import { contacts } from '@/server/organisation/organisation'
import { translator } from '@/server/platform/locales'

/** The close of a session ends on whom to tell, so whoever prepares one hears in time that nobody is named. */
export async function NoContact({ locale }: { locale: string }) {
  if ((await contacts()).length > 0) return null
  return (
    <Notice tone="info">
      {translator(locale, 'livePrepare').rich('noContact', {
        a: (chunks) => (
          <a className="link" href={`/${locale}/manage/organisation/contacts`}>
            {chunks}
          </a>
        ),
      })}
    </Notice>
  )
}
