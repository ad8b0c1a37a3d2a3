import { Help } from '@/components/ui/help'
import { config } from '@/server/config'
import { translator } from '@/server/locales'

/** What to do in a real case, with the organisation's own contact from its settings. */
export function RealCase({ locale }: { locale: string }) {
  const t = translator(locale, 'help')
  const { CONTACT_NAME: name, CONTACT_PHONE: phone, CONTACT_EMAIL: email } = config()
  return (
    <Help title={t('title')} close={t('close')}>
      <div className="mt-2 space-y-3 leading-[1.55]">
        <p>{t('intro')}</p>
        <p>{t('steps')}</p>
        <dl className="rounded-xl border border-line bg-surface-2 px-4 py-3">
          <div><dt className="text-[.8125rem] text-ink-3">{t('tell')}</dt><dd className="font-semibold">{name ?? t('officer')}</dd></div>
          {phone && <div className="mt-2"><dt className="text-[.8125rem] text-ink-3">{t('phone')}</dt><dd><a className="link" href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a></dd></div>}
          {email && <div className="mt-2"><dt className="text-[.8125rem] text-ink-3">{t('email')}</dt><dd><a className="link" href={`mailto:${email}`}>{email}</a></dd></div>}
        </dl>
        <p>{t('danger')}</p>
        <p className="text-[.875rem] text-ink-3">{t('private')}</p>
      </div>
    </Help>
  )
}
