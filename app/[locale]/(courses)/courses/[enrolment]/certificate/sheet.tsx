import { QrCode } from '@/components/ui/qr-code'
import { Logo } from '@/components/ui/logo'
import type { Certificate } from '@/server/certificates/certificates'
import type { Enrolment } from '@/server/enrolment/enrolment'
import { libraryIn } from '@/server/library/library'
import { translator } from '@/server/platform/locales'
import { organisation } from '@/server/organisation/organisation'
import { qrOf } from '@/server/platform/qr'
import { ownOrigin } from '@/server/nextjs/session'
import { courseMinutes } from '../../view'

interface Props {
  locale: string
  enrolment: Enrolment
  certificate: Certificate
}

export async function Sheet({ locale, enrolment: { course, row }, certificate }: Props) {
  const t = translator(locale, 'certificate')
  const { name: issuer, logo } = await organisation()
  const library = await libraryIn(locale)
  const origin = await ownOrigin()
  const address = `${origin}/verify/${certificate.code}`
  return (
    <article aria-labelledby="sheet-title" className="sheet mt-6 print:mt-0">
      <Rings />
      <header className="relative flex items-center gap-[1.4em]">
        {/* biome-ignore lint/performance/noImgElement: a data address, which nothing can make smaller */}
        {logo ? <img src={logo} alt="" className="h-[3.2em] w-auto max-w-[14em] object-contain" /> : <Logo className="size-[2.6em]" />}
        <p className="text-fit-lg font-semibold tracking-tight">{issuer || 'Second Look'}</p>
      </header>
      <div className="relative my-auto py-[2em]">
        <p className="font-semibold tracking-wide text-accent">{t('of')}</p>
        <p className="mt-[1.6em] text-ink-2">{t('holder')}</p>
        <p className="mt-[.15em] text-fit-4xl font-semibold leading-tight tracking-tight wrap-anywhere">
          {certificate.name || t('noName')}
        </p>
        {certificate.name && certificate.nameBy === 'holder' && <p className="mt-[.2em] text-fit-sm text-ink-2">{t('stated')}</p>}
        <p className="mt-[.9em] text-ink-2">{t('has')}</p>
        <h2 id="sheet-title" className="mt-[.2em] max-w-[24em] text-fit-xl font-semibold leading-snug tracking-tight">
          {certificate.title}
        </h2>
        <p className="mt-[.7em] text-ink-2">
          {t('amount', { count: course.items.length, minutes: courseMinutes(library, course) })}
          {row.passed === 1 && (
            <>
              <br />
              {t('mastered')}
            </>
          )}
        </p>
      </div>
      <footer className="relative flex flex-wrap items-end justify-between gap-[1.5em] border-t border-line-2 pt-[1.4em] md:flex-nowrap print:flex-nowrap">
        <dl className="flex flex-wrap gap-x-[2.4em] gap-y-[.8em]">
          <Fact label={t('completed')}>{t('day', { when: certificate.completedAt })}</Fact>
          {certificate.expiresAt !== null && <Fact label={t('validUntil')}>{t('day', { when: certificate.expiresAt })}</Fact>}
          <Fact label={t('code')}>
            <span className="font-mono">{certificate.code}</span>
          </Fact>
        </dl>
        <div className="flex items-end gap-[1em] md:shrink-0 print:shrink-0">
          <p className="max-w-[14em] text-fit-sm leading-medium text-ink-2 wrap-anywhere sm:text-end">
            {t('verifyAt', { address: `${origin}/verify` })}
          </p>
          <QrCode qr={qrOf(address)} label={t('qr')} className="size-[6em] shrink-0" plain />
        </div>
      </footer>
    </article>
  )
}

const Fact = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <div>
    <dt className="text-fit-sm text-ink-2">{label}</dt>
    <dd className="font-semibold tabular-nums">{children}</dd>
  </div>
)

const Rings = () => (
  <svg viewBox="0 0 400 300" className="pointer-events-none absolute end-0 top-0 h-[86%] w-auto" aria-hidden="true">
    <g fill="none" className="stroke-accent-soft">
      {[0, 1, 2, 3, 4, 5].map((i) => (
        <g key={i} strokeWidth={i % 2 === 0 ? 2.5 : 1}>
          <circle cx="230" cy="110" r={150 - i * 14} />
          <circle cx="345" cy="110" r={150 - i * 14} />
        </g>
      ))}
    </g>
  </svg>
)
