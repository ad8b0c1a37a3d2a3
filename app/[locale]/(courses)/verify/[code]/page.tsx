import { CalendarClock, CircleCheck, CircleHelp, CircleSlash, Hourglass } from 'lucide-react'
import { headers } from 'next/headers'
import { PageTitle } from '@/components/ui/page-title'
import { type Certificate, type Verification, verifyCertificate } from '@/server/certificates/certificates'
import { countWrongGuess, guessesWait } from '@/server/http/guesses'
import { translator } from '@/server/platform/locales'
import { organisation } from '@/server/organisation/organisation'
import { ADDRESS_HEADER } from '@/server/http/headers'
import { titled } from '@/server/nextjs/titled'
import { PageShell } from '../../../page-shell'
import { VerifyForm } from '../verify-form'

type Props = PageProps<'/[locale]/verify/[code]'>

export const generateMetadata = titled('certificate', (t) => t('verify.title'))

const LOOKS = {
  valid: { icon: CircleCheck, colour: 'text-good' },
  expired: { icon: CalendarClock, colour: 'text-signal' },
  revoked: { icon: CircleSlash, colour: 'text-signal' },
  unknown: { icon: CircleHelp, colour: 'text-ink-2' },
} as const

/** Shows the course, the issuer, the dates and the chosen name of a valid certificate. Nothing more. */
export default async function Page({ params }: Props) {
  const { locale, code } = await params
  const t = translator(locale, 'certificate')
  const address = (await headers()).get(ADDRESS_HEADER) ?? 'unknown'
  const wait = await guessesWait(address)
  const verified = wait > 0 ? null : await verifyCertificate(safely(code))
  if (verified?.state === 'unknown') await countWrongGuess(address)
  return (
    <PageShell locale={locale} crumbs={[{ label: t('verify.title'), href: `/${locale}/verify` }]}>
      <main id="main" className="mx-auto max-w-column px-4 pb-16 pt-8 lg:pt-12">
        {verified ? (
          <Result locale={locale} verified={verified} />
        ) : (
          <>
            <PageTitle size="narrow">
              <span className="flex items-start gap-3">
                <Hourglass className="mt-1 size-7 shrink-0 text-ink-2" />
                {t('verify.tooMany')}
              </span>
            </PageTitle>
            <p className="mt-3 leading-relaxed">{t('verify.tooManyText', { seconds: wait })}</p>
          </>
        )}
        <h2 className="mt-12 text-h2">{t('verify.another')}</h2>
        <VerifyForm locale={locale} />
      </main>
    </PageShell>
  )
}

async function Result({ locale, verified }: { locale: string; verified: Verification }) {
  const t = translator(locale, 'certificate')
  const { icon: Icon, colour } = LOOKS[verified.state]
  return (
    <>
      <PageTitle>
        <span className="flex items-start gap-3">
          <Icon className={`mt-1 size-8 shrink-0 ${colour}`} />
          {t(`verify.${verified.state}`)}
        </span>
      </PageTitle>
      {verified.state === 'revoked' && <p className="mt-3 leading-relaxed">{t('verify.revokedText')}</p>}
      {verified.state === 'unknown' && <p className="mt-3 leading-relaxed">{t('verify.unknownText')}</p>}
      {verified.state === 'expired' && (
        <p className="mt-3 leading-relaxed">{t('verify.expiredText', { when: verified.certificate.expiresAt! })}</p>
      )}
      {'certificate' in verified && <Facts locale={locale} certificate={verified.certificate} />}
    </>
  )
}

async function Facts({ locale, certificate }: { locale: string; certificate: Certificate }) {
  const t = translator(locale, 'certificate')
  const { name } = await organisation()
  const facts: [string, string][] = [
    [t('verify.course'), certificate.title],
    [t('verify.holder'), certificate.name || t('verify.noName')],
    ...(certificate.name
      ? [[t('verify.nameBy'), t(certificate.nameBy === 'account' ? 'verify.byAccount' : 'verify.byHolder')] as [string, string]]
      : []),
    [t('verify.issuer'), name || 'Second Look'],
    [t('completed'), t('day', { when: certificate.completedAt })],
    ...(certificate.expiresAt === null ? [] : [[t('validUntil'), t('day', { when: certificate.expiresAt })] as [string, string]]),
    [t('code'), certificate.code],
  ]
  return (
    <>
      <dl className="card mt-6 divide-y divide-line px-5 shadow-card sm:px-6">
        {facts.map(([label, value]) => (
          <div key={label} className="grid gap-x-6 py-3 sm:grid-cols-[9rem_1fr]">
            <dt className="text-ink-2">{label}</dt>
            <dd className="font-medium wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-small text-ink-3">{t('verify.more')}</p>
    </>
  )
}

function safely(code: string): string {
  try {
    return decodeURIComponent(code)
  } catch {
    return ''
  }
}
