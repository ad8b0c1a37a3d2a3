import { Notice } from '@/components/ui/field'
import { contacts } from '@/server/organisation/organisation'
import { translator } from '@/server/platform/locales'

/** A session closes with whom to tell, so people who prepare one learn in time that no contact is set. */
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
