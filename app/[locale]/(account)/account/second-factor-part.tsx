import type { Person } from '@/server/accounts/people'
import { secondFactorOf } from '@/server/accounts/second-factor'
import { languageOf, translator } from '@/server/platform/locales'
import { Part } from './part'

export async function SecondFactor({ locale, person }: { locale: string; person: Person }) {
  const t = translator(locale, 'accounts')
  const { since, codes, passkeys } = await secondFactorOf(person.id)
  const day = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium' })
  const isThere = since !== null || passkeys > 0
  const text = isThere
    ? [
        since === null ? '' : t('secondFactor.since', { day: day.format(since) }),
        passkeys === 0 ? '' : t('secondFactor.passkeys', { count: passkeys }),
        t('secondFactor.left', { count: codes }),
      ]
    : [t('secondFactor.none')]
  return (
    <Part id="second-factor" title={t('secondFactor.title')} text={text.filter(Boolean).join(' ')}>
      <p className="mt-4">
        <a className="btn btn-quiet" href={`/${locale}/account/second-factor`}>
          {t(isThere ? 'secondFactor.goChange' : 'secondFactor.goSetUp')}
        </a>
      </p>
    </Part>
  )
}
