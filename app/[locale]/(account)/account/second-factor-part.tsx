import type { Person } from '@/server/accounts/people'
import { secondFactorOf } from '@/server/accounts/second-factor'
import { languageOf, translator } from '@/server/platform/locales'
import { Part } from './part'

export async function SecondFactor({ locale, person }: { locale: string; person: Person }) {
  const t = translator(locale, 'accounts')
  const { since, codes } = await secondFactorOf(person.id)
  const day = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium' })
  const text =
    since === null
      ? t('secondFactor.none')
      : `${t('secondFactor.since', { day: day.format(since) })} ${t('secondFactor.left', { count: codes })}`
  return (
    <Part id="second-factor" title={t('secondFactor.title')} text={text}>
      <p className="mt-4">
        <a className="btn btn-quiet" href={`/${locale}/account/second-factor`}>
          {t(since === null ? 'secondFactor.goSetUp' : 'secondFactor.goChange')}
        </a>
      </p>
    </Part>
  )
}
