import { PrintButton } from '@/components/debrief/print-button'
import { CopyButton } from '@/components/ui/copy-button'
import { Submit, TextField } from '@/components/ui/field'
import { QrCode } from '@/components/ui/qr-code'
import { Section } from '@/components/ui/section'
import type { Person } from '@/server/accounts/people'
import type { SecondFactor } from '@/server/accounts/second-factor'
import { config, ownAddress } from '@/server/platform/config'
import { languageOf, translator } from '@/server/platform/locales'
import { qrOf } from '@/server/platform/qr'
import { wayToProve } from '@/server/sign-in/reauthenticate'
import { hasJustSignedIn } from '@/server/sign-in/second-step'
import { Prove } from '../../prove'
import { AddPasskey } from '../add-passkey'

export interface SecondFactorProps {
  locale: string
  person: Person
  here: string
  /** `?next=…`, or empty. */
  query: string
  factor: SecondFactor
}

const Part = ({ id, title, children }: { id: string; title: string; children: React.ReactNode }) => (
  <Section id={id} title={title} className="mt-10 scroll-mt-6" look="text-h3">
    {children}
  </Section>
)

export function RecoveryCodes({ locale, person, here, query, codes }: SecondFactorProps & { codes: readonly string[] }) {
  const t = translator(locale, 'accounts')
  return (
    <>
      {/* The printed sheet has to say whose codes these are. */}
      <p className="mt-4 text-small leading-normal text-ink-2 wrap-anywhere">
        {t('secondFactor.codesFor', { email: person.email, site: ownAddress(config()) })}
      </p>
      <ul className="card mt-3 grid select-all grid-cols-2 gap-x-6 gap-y-2 p-5 font-mono" aria-label={t('secondFactor.codes')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="mt-4 flex flex-wrap gap-3 noprint">
        <PrintButton label={translator(locale, 'ui')('print')} whole />
        <CopyButton
          text={codes.join('\n')}
          label={t('secondFactor.codesCopy')}
          done={t('secondFactor.codesCopied')}
          failed={t('secondFactor.codesNotCopied')}
        />
      </div>
      <form method="post" action={`${here}/kept${query}`} className="mt-6 noprint">
        <Submit>{t('secondFactor.codesKept')}</Submit>
      </form>
    </>
  )
}

/** Asks for a password, except straight after signing in if there is no second factor yet. */
export async function SetUp({ locale, person, here, query, factor }: SecondFactorProps) {
  const t = translator(locale, 'accounts')
  return (
    <Part id="app" title={t('secondFactor.app')}>
      <p className="mt-1 leading-relaxed text-ink-2">{t('secondFactor.appText')}</p>
      <form method="post" action={`${here}/begin${query}`} className="mt-4">
        {!(factor.since === null && factor.passkeys === 0 && (await hasJustSignedIn())) && (
          <Prove locale={locale} person={person} here={here} field="begin_password" />
        )}
        <Submit look="btn-primary mt-4">{t('secondFactor.begin')}</Submit>
      </form>
    </Part>
  )
}

export function Waiting({
  locale,
  here,
  query,
  app,
  error,
}: SecondFactorProps & { app: { url: string; key: string }; error: string | undefined }) {
  const t = translator(locale, 'accounts')
  return (
    <Part id="app" title={t('secondFactor.app')}>
      <ol className="mt-3 grid list-decimal gap-5 ps-5 leading-relaxed">
        <li>
          {t('secondFactor.scan')}
          <QrCode qr={qrOf(app.url)} label={t('secondFactor.qr')} className="mt-3 size-48" />
          <p className="mt-3 text-ink-2">{t('secondFactor.type')}</p>
          <p className="mt-1 select-all font-mono font-medium wrap-anywhere">{app.key}</p>
        </li>
        <li>
          {t('secondFactor.enter')}
          <form method="post" action={`${here}/confirm${query}`} className="mt-3 grid max-w-xs gap-4">
            <TextField
              name="code"
              label={t('secondFactor.code')}
              error={error}
              autoComplete="one-time-code"
              inputMode="numeric"
              required
              maxLength={20}
            />
            <Submit look="btn-primary justify-self-start">{t('secondFactor.confirm')}</Submit>
          </form>
        </li>
      </ol>
    </Part>
  )
}

export function Settled({ locale, person, here, query, factor }: SecondFactorProps) {
  const { since, codes, passkeys } = factor
  if (since === null && passkeys === 0) return null
  const t = translator(locale, 'accounts')
  const day = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium' })
  const act = (what: 'codes' | 'begin' | 'remove', title: string, text: string, label: string) => (
    <Part id={what} title={title}>
      <p className="mt-1 leading-relaxed text-ink-2">{text}</p>
      <form method="post" action={`${here}/${what}${query}`}>
        <Prove locale={locale} person={person} here={here} field={`${what}_password`} />
        <Submit look="btn-quiet mt-4">{label}</Submit>
      </form>
    </Part>
  )
  return (
    <>
      <ul className="card mt-6 grid gap-1 p-5 leading-relaxed">
        {since !== null && <li>{t('secondFactor.since', { day: day.format(since) })}</li>}
        {passkeys > 0 && <li>{t('secondFactor.passkeys', { count: passkeys })}</li>}
        <li>{t('secondFactor.left', { count: codes })}</li>
      </ul>
      {act('codes', t('secondFactor.newCodes'), t('secondFactor.newCodesText'), t('secondFactor.newCodesDo'))}
      {since !== null && act('begin', t('secondFactor.replace'), t('secondFactor.replaceText'), t('secondFactor.replaceDo'))}
      {since !== null && act('remove', t('secondFactor.remove'), t('secondFactor.removeText'), t('secondFactor.removeDo'))}
    </>
  )
}

export async function NewPasskey({ locale, person, here, query }: SecondFactorProps) {
  const t = translator(locale, 'accounts')
  const way = await wayToProve(person.id)
  if (way === 'sign-in') return null
  return (
    <Part id="passkey" title={t('secondFactor.passkey')}>
      <p className="mt-1 leading-relaxed text-ink-2">{t('secondFactor.passkeyText')}</p>
      <noscript>
        <p className="mt-3 text-ink-2">{t('account.passkeyNoScript')}</p>
      </noscript>
      <AddPasskey
        begin={`/${locale}/account/passkeys/begin`}
        done={`${here}${query ? `${query}&` : '?'}note=passkey`}
        password={way === 'password'}
        texts={{
          name: t('account.passkeyName'),
          hint: t('account.passkeyNameHint'),
          add: t('account.passkeyAdd'),
          password: t('fields.passwordNow'),
          failed: t('account.passkeyFailed'),
          wrong: t('account.passkeyWrong'),
          wait: translator(locale, 'people')('prove.wait'),
          again: t('account.passkeyAgain'),
        }}
      />
    </Part>
  )
}
