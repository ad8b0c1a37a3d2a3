import { isDemanded } from '@/server/accounts/factor-policy'
import type { Person } from '@/server/accounts/people'
import { providerSaid, secondFactorOf } from '@/server/accounts/second-factor'
import { config } from '@/server/platform/config'
import { languageOf, translator } from '@/server/platform/locales'
import { Prove } from '../../../../(account)/prove'
import { Act } from './act'

export async function SecondFactorAct({ locale, person, whom, here }: { locale: string; person: Person; whom: Person; here: string }) {
  const t = translator(locale, 'people')
  const { since, codes, passkeys } = await secondFactorOf(whom.id)
  const said = await providerSaid(whom.id)
  const isThere = since !== null || passkeys > 0
  const text = [
    isThere ? '' : t(isDemanded(whom.roles, config().SECOND_FACTOR) ? 'person.factorDue' : 'person.factorNone'),
    since === null
      ? ''
      : t('person.factorApp', { day: new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium' }).format(since) }),
    passkeys === 0 ? '' : t('person.factorPasskeys', { count: passkeys }),
    isThere ? t('person.factorCodes', { count: codes }) : '',
    said === null ? '' : t(said ? 'person.factorSaid' : 'person.factorSilent', { said }),
    isThere && whom.id !== person.id ? t('person.factorText') : '',
  ]
  const title = t('person.factor')
  if (!isThere || whom.id === person.id) return <Act id="factor" title={title} text={text.filter(Boolean).join(' ')} />
  return (
    <Act id="factor" title={title} text={text.filter(Boolean).join(' ')} action={`${here}/second-factor`} label={t('person.factorDo')}>
      <Prove locale={locale} person={person} here={here} field="factor_password" />
    </Act>
  )
}
