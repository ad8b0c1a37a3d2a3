import { keepDays, type Course } from '@/scenarios/engine/course/course'
import type { Field } from '@/scenarios/courses/diff'
import { organisation } from '@/server/organisation/organisation'
import { translator } from '@/server/platform/locales'
import { spanOf } from '@/server/courses/terms'

type Texts = ReturnType<typeof translator<'courseEditor'>>
const RULES = ['passing', 'shares', 'people', 'due_days', 'renew_months', 'keep_years', 'tells_manager'] as const satisfies readonly Field[]
const NAMES = {
  debrief: 'rules.passingDebrief',
  mastery: 'rules.passingMastery',
  completion: 'rules.sharesCompletion',
  results: 'rules.sharesResults',
  names: 'rules.peopleNames',
  codes: 'rules.peopleCodes',
} as const

export async function sayer(locale: string): Promise<(field: Field, value: Course[Field]) => string> {
  const t = translator(locale, 'courseEditor')
  const { records } = (await organisation()).retention
  return (field, value) => {
    if (field === 'keep_years') {
      const own = keepDays({ keep_years: typeof value === 'number' ? value : undefined }) ?? 0
      return own > records ? spanOf(locale, own) : t('publish.keepOurs', { span: spanOf(locale, records) })
    }
    if (field === 'tells_manager') return t(value === 'overdue' ? 'publish.managerOverdue' : 'publish.managerNothing')
    if (value === null || value === undefined) return t(field === 'renew_months' ? 'publish.never' : 'publish.unlimited')
    return (field === 'passing' || field === 'shares' || field === 'people') && Object.hasOwn(NAMES, value)
      ? t(NAMES[value as keyof typeof NAMES])
      : String(value)
  }
}

export const PeopleMean = ({ t, people }: { t: Texts; people: Course['people'] }) => (
  <p className={`mt-1 leading-relaxed ${people === 'codes' ? 'border-s-4 border-accent-line ps-3' : 'text-ink-2'}`}>
    {t(people === 'codes' ? 'publish.codesMean' : 'publish.namesMean')}
  </p>
)

export async function RulesShown({ locale, draft, base }: { locale: string; draft: Course; base: string }) {
  const t = translator(locale, 'courseEditor')
  const say = await sayer(locale)
  return (
    <>
      <h3 className="mt-6 font-semibold">{t('rules.title')}</h3>
      <p className="text-ink-2">{t('publish.fixed')}</p>
      <dl className="mt-3 divide-y divide-line border-y border-line">
        {RULES.map((field) => (
          <div key={field} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 py-2 sm:grid-cols-[14rem_minmax(0,1fr)_auto]">
            <dt className="text-ink-2 max-sm:col-span-2">{t(`publish.field.${field}`)}</dt>
            <dd>
              {say(field, draft[field])}
              {field === 'people' && <PeopleMean t={t} people={draft.people} />}
            </dd>
            <dd>
              <RuleLink t={t} base={base} field={field} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

export const RuleLink = ({ t, base, field }: { t: Texts; base: string; field: Field }) => (
  <ChangeLink t={t} href={`${base}/rules#field-${field}`} what={t(`publish.field.${field}`)} />
)
export const ChangeLink = ({ t, href, what }: { t: Texts; href: string; what: string }) => (
  <a className="link" href={href} aria-label={t('publish.ruleChangeWhich', { what })}>
    {t('publish.ruleChange')}
  </a>
)
