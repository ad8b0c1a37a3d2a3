import { Section } from '@/components/ui/section'
import { signingCertificates } from '@/server/audit-files/keys'
import { translator } from '@/server/platform/locales'

export async function CertificatePart({ locale, here }: { locale: string; here: string }) {
  const t = translator(locale, 'compliance')
  const certificates = await signingCertificates()
  return (
    <Section name="certificate" title={t('certificate.title')} className="mt-10 max-w-4xl">
      <p className="mt-1 max-w-prose leading-relaxed text-ink-2">{t('certificate.text')}</p>
      {certificates.length === 0 ? (
        <p className="mt-3">{t('certificate.none')}</p>
      ) : (
        <>
          <dl className="mt-3 grid gap-3">
            {certificates.map(({ fingerprint, at }) => (
              <div key={fingerprint} className="card p-4">
                <dt className="text-note text-ink-2">
                  {t('certificate.fingerprint')}. {t('certificate.since', { when: at })}
                </dt>
                <dd className="mt-1 font-mono text-small wrap-anywhere">{fingerprint}</dd>
              </div>
            ))}
          </dl>
          <p className="mt-3">
            <a className="link" href={`${here}/certificate`}>
              {t('certificate.download')}
            </a>
          </p>
        </>
      )}
    </Section>
  )
}
