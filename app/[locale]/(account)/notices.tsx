import { Submit } from '@/components/ui/field'
import { currentPerson } from '@/server/nextjs/current-person'
import { MOST, dismissed } from '@/server/sign-in/dismissed-notices'
import { type Notice, isAboutCourses, nameSomebody, openNotices } from '@/server/accounts/notices'
import { languageOf, translator } from '@/server/platform/locales'

export async function Notices({ locale }: { locale: string }) {
  const person = await currentPerson()
  const open = person ? await openNotices(person.id, await dismissed()) : []
  if (open.length === 0) return null
  const t = translator(locale, 'accounts')
  return (
    <section aria-labelledby="notices-h" className="border-b border-line bg-signal-soft noprint">
      <div className="mx-auto max-w-site px-4 py-4 lg:px-8">
        <h2 id="notices-h" className="font-semibold">
          {t('notice.title')}
        </h2>
        <NoticeList locale={locale} notices={open} />
        <p className="mt-2 max-w-measure leading-relaxed">
          {open.every(isAboutCourses) ? t('notice.coursesText') : t('notice.unexpected', { named: nameSomebody(open) })}{' '}
          <a className="link" href={open.every(isAboutCourses) ? `/${locale}/courses` : `/${locale}/account`}>
            {t(open.every(isAboutCourses) ? 'notice.courses' : 'notice.account')}
          </a>
        </p>
        <form method="post" action={`/${locale}/account/notices/dismiss`} className="mt-3">
          {open.slice(0, MOST).map(({ id }) => (
            <input key={id} type="hidden" name="id" value={id} />
          ))}
          <Submit look="btn-quiet">{t('notice.dismiss')}</Submit>
        </form>
      </div>
    </section>
  )
}

export function NoticeList({ locale, notices }: { locale: string; notices: readonly Notice[] }) {
  const t = translator(locale, 'accounts')
  const time = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })
  const date = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium', timeZone: 'UTC' })
  return (
    <ul className="mt-2 list-disc space-y-1 ps-5 leading-relaxed">
      {notices.map(({ id, kind, by, times, at, course, day, reason }) => (
        <li key={id} className="wrap-anywhere">
          {t(`notice.${kind}`, {
            actor: by ?? t('notice.somebody'),
            named: by === null ? 'no' : 'yes',
            course: course ?? '',
            dated: day === null ? 'no' : 'yes',
            day: day === null ? '' : date.format(day),
            reasoned: reason === '' ? 'no' : 'yes',
            // The sentence continues after the reason.
            reason: reason.replace(/\.$/, ''),
          })}{' '}
          <span className="text-ink-2">{t('notice.when', { when: time.format(at), times })}</span>
        </li>
      ))}
    </ul>
  )
}
