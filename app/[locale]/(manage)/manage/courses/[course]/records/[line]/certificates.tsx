import { Submit, Tick } from '@/components/ui/field'
import { certificatesOf } from '@/server/records/held-certificates'
import { languageOf, type translator } from '@/server/platform/locales'

interface Props {
  t: ReturnType<typeof translator<'records'>>
  locale: string
  course: string
  line: string
  action: string
}

export async function Certificates({ t, locale, course, line, action }: Props) {
  const held = await certificatesOf(course, line)
  if (held.length === 0) return null
  const day = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium', timeZone: 'UTC' })
  return (
    <section aria-labelledby="revoke-h" className="mt-8 max-w-xl">
      <h3 id="revoke-h" className="font-semibold">
        {t('certificate.title')}
      </h3>
      <p className="mt-1 leading-relaxed text-ink-2">{t('certificate.text')}</p>
      {held.map(({ of, issuedAt, expiresAt }) => (
        <form key={of} method="post" action={action} className="mt-3 grid justify-items-start gap-3">
          <input type="hidden" name="of" value={of} />
          <p>
            {t('certificate.issued', { day: day.format(issuedAt) })}
            {expiresAt !== null && ` ${t('certificate.expires', { day: day.format(expiresAt) })}`}
          </p>
          <Tick name="confirm" value="yes" label={t('certificate.confirm')} />
          <Submit look="btn-quiet">{t('certificate.do')}</Submit>
        </form>
      ))}
    </section>
  )
}
