import { Choices, Notice, Submit } from '@/components/ui/field'
import type { Person } from '@/server/accounts/people'
import { languageOf, translator } from '@/server/platform/locales'
import { wayToProve } from '@/server/sign-in/reauthenticate'
import { passkeysOf } from '@/server/sign-in/sessions'
import { Prove, Unproved } from '../prove'
import { AddPasskey } from './add-passkey'
import { Part } from './part'

export async function Passkeys({ locale, person, note }: { locale: string; person: Person; note: unknown }) {
  const t = translator(locale, 'accounts')
  const day = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium' })
  const passkeys = (await passkeysOf(person.id)).map(({ id, name, since }) => ({
    id,
    name: name || t('account.passkeyUnnamed'),
    since: since ? t('account.passkeySince', { day: day.format(since) }) : '',
  }))
  const way = await wayToProve(person.id)
  const refused = typeof note === 'string' && note.startsWith('passkey-') ? note.slice('passkey-'.length) : ''
  const here = `/${locale}/account#passkeys`
  return (
    <Part id="passkeys" title={t('account.passkeys')} text={t('account.passkeysText')}>
      <Unproved locale={locale} note={refused} />
      {refused === 'none' && <Notice tone="problem">{t('account.passkeyChoose')}</Notice>}
      {passkeys.length === 0 ? (
        <p className="mt-3 leading-relaxed">{t('account.passkeysNone')}</p>
      ) : (
        <ul className="card mt-4 divide-y divide-line">
          {passkeys.map(({ id, name, since }) => (
            <li key={id} className="px-4 py-2.5">
              <span className="block font-medium wrap-anywhere">{name}</span>
              {since && <span className="block text-small text-ink-2">{since}</span>}
            </li>
          ))}
        </ul>
      )}
      {passkeys.length > 0 && way !== 'sign-in' && (
        <details className="mt-4" open={refused !== ''}>
          <summary className="link w-fit">{t('account.passkeyRemove')}</summary>
          <form method="post" action={`/${locale}/account/passkeys/remove`} className="mb-8 mt-4 max-w-md">
            <Choices
              name="id"
              legend={t('account.passkeyWhich')}
              value={passkeys.length === 1 ? passkeys[0]!.id : ''}
              options={passkeys.map(({ id, name, since }) => ({ value: id, label: name, text: since }))}
            />
            <Prove locale={locale} person={person} here={here} field="remove_password" />
            <Submit look="btn-quiet mt-4">{t('account.passkeyRemoveDo')}</Submit>
          </form>
        </details>
      )}
      <noscript>
        <p className="mt-3 text-ink-2">{t('account.passkeyNoScript')}</p>
      </noscript>
      {way === 'sign-in' ? (
        <>
          <p className="mt-4 leading-relaxed">{t('account.passkeyAgain')}</p>
          <p className="mt-4">
            <a className="btn btn-quiet" href={`/${locale}/sign-in?${new URLSearchParams({ note: 'again', next: here })}`}>
              {t('account.signInAgain')}
            </a>
          </p>
        </>
      ) : (
        <AddPasskey
          begin={`/${locale}/account/passkeys/begin`}
          done={`/${locale}/account/second-factor?note=passkey`}
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
      )}
    </Part>
  )
}
