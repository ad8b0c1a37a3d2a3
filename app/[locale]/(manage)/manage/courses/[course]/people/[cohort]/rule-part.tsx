import { Notice, TextField, Tick } from '@/components/ui/field'
import { Section } from '@/components/ui/section'
import type { Person } from '@/server/accounts/people'
import { joinersOf, RULE_FIELDS, type Rule, type RuleFit, fitOf, isSame, ruleSuggestions, seesGroups } from '@/server/enrolment/rules'
import { languageOf, translator } from '@/server/platform/locales'

export interface KeptRule {
  rule: Rule
  fits: RuleFit
}
const LABELS = { unit: 'ruleUnit', site: 'ruleSite', group: 'ruleGroup' } as const

/** @param coded people are codes, so no count may show who came */
export async function RulePart({
  locale,
  person,
  here,
  cohort,
  rule,
  kept,
  coded,
}: {
  locale: string
  person: Person
  here: string
  cohort: string
  rule: Rule | null
  kept: KeptRule | null
  coded: boolean
}) {
  const t = translator(locale, 'courseEditor')
  const [there, came, now] = await Promise.all([ruleSuggestions(person), joinersOf(cohort), rule && fitOf(rule, person)])
  const shown = kept?.rule ?? rule
  return (
    <Section id="rule" title={t('cohort.rule')} className="mt-10 max-w-column scroll-mt-6 border-t border-line pt-6">
      <p className="mt-1 leading-relaxed text-ink-2">{t('cohort.ruleText')}</p>
      {rule && !coded && <p className="mt-2 leading-relaxed">{t('cohort.ruleCame', { people: came.enrolled + came.invited, ...came })}</p>}
      {rule && now && isNobody(now) && !kept && <Notice tone="problem">{nobody(locale, rule, there)}</Notice>}
      {kept && <Found locale={locale} kept={kept} there={there} />}
      <form method="post" action={`${here}/rule`} className="mt-4 grid gap-4">
        <Tick name="everyone" label={t('cohort.ruleEveryone')} text={t('cohort.ruleEveryoneText')} checked={shown?.everyone ?? false} />
        {RULE_FIELDS.map((field) => (
          <div key={field}>
            <TextField
              name={field}
              list={`known-${field}`}
              maxLength={200}
              autoComplete="off"
              label={t(`cohort.${LABELS[field]}`)}
              {...(field === 'unit' && { hint: t('cohort.ruleHint') })}
              {...(field === 'group' && !seesGroups(person) && { hint: t('cohort.ruleGroupHint') })}
              defaultValue={shown?.[field] ?? ''}
            />
            <datalist id={`known-${field}`}>
              {there[field].map((each) => (
                <option key={each} value={each} />
              ))}
            </datalist>
          </div>
        ))}
        <div className="flex flex-wrap gap-3">
          <button type="submit" name="do" value="check" className="btn btn-quiet">
            {t('cohort.ruleCheck')}
          </button>
          {kept && (
            <button type="submit" name="do" value="save" className="btn btn-primary">
              {t('cohort.ruleSave')}
            </button>
          )}
          {rule && (
            <button type="submit" name="do" value="end" className="btn btn-ghost">
              {t('cohort.ruleEnd')}
            </button>
          )}
        </div>
      </form>
    </Section>
  )
}

const isNobody = (fit: RuleFit): boolean => 'people' in fit && fit.people === 0

function Found({ locale, kept: { rule, fits }, there }: { locale: string; kept: KeptRule; there: Known }) {
  const t = translator(locale, 'courseEditor')
  if ('unsaid' in fits) return <Notice tone="info">{t('cohort.ruleFitsUnsaid')}</Notice>
  if ('atLeastFive' in fits)
    return <Notice tone={fits.atLeastFive ? 'done' : 'info'}>{t(fits.atLeastFive ? 'cohort.ruleFitsFive' : 'cohort.ruleFitsFew')}</Notice>
  if (!isNobody(fits)) return <Notice tone="done">{t('cohort.ruleFits', fits)}</Notice>
  return (
    <Notice tone="problem">
      {nobody(locale, rule, there)} {t('cohort.ruleSaveAll')}
    </Notice>
  )
}

type Known = Awaited<ReturnType<typeof ruleSuggestions>>

/** Says what there is to choose from, for the first field whose value nobody has. */
function nobody(locale: string, rule: Rule, there: Known): string {
  const t = translator(locale, 'courseEditor')
  const asked = RULE_FIELDS.find((field) => rule[field] !== '' && !there[field].some((each) => isSame(each, rule[field])))
  if (!asked) return t('cohort.ruleNobody')
  const some = there[asked].slice(0, OFFERED)
  return some.length === 0
    ? t('cohort.ruleNoneKnown', { what: asked })
    : t('cohort.ruleNobodyOf', {
        what: asked,
        known: new Intl.ListFormat(languageOf(locale), { type: 'unit' }).format(some),
        more: there[asked].length - some.length,
      })
}
const OFFERED = 12
