import { BUILDERS } from '@/server/courses/owners'
import { formHandler } from '@/server/nextjs/form-handler'
import { audit } from '@/server/accounts/audit'
import { fillAll } from '@/server/directory/fill-cohorts'
import { setRule, RULE_FIELDS, type Rule, RuleSchema, contradicts, fitOf, isEmpty } from '@/server/enrolment/rules'
import { logFault } from '@/server/platform/log'
import { seeOther } from '@/server/nextjs/responses'
import { postedToCohort } from '../../posted-cohort'
import type { KeptRule } from '../rule-part'

export const POST = formHandler(
  '/[locale]/manage/courses/[course]/people/[cohort]/rule',
  { roles: BUILDERS, texts: ['do', 'everyone', ...RULE_FIELDS] },
  async (post) => {
    const { text, person } = post
    const { here, keep, cohort } = await postedToCohort(post)
    if (text.do === 'end') {
      await setRule(cohort.row.id, null)
      await audit({ actor: person.id, action: 'cohort.changed', thing: cohort.row.id, detail: { rule: false } })
      return seeOther(`${here}?note=ruleEnded#rule`)
    }
    const rule = RuleSchema.safeParse(text)
    if (!rule.success || isEmpty(rule.data)) return seeOther(`${here}?note=ruleEmpty#rule`)
    if (contradicts(rule.data)) return seeOther(`${here}?note=ruleBoth#rule`)
    if (text.do !== 'save') {
      await audit({ actor: person.id, action: 'cohort.counted', thing: cohort.row.id, detail: given(rule.data) })
      return keep(here, { rule: { rule: rule.data, fits: await fitOf(rule.data, person) } satisfies KeptRule }, 'rule')
    }
    await setRule(cohort.row.id, rule.data)
    await audit({ actor: person.id, action: 'cohort.changed', thing: cohort.row.id, detail: { rule: true, ...given(rule.data) } })
    // Thousands of enrolments and mails may follow, so the answer does not wait for them.
    void fillAll().catch((error: unknown) => logFault('A cohort could not be filled by its rule', error))
    return seeOther(`${here}?note=ruled#rule`)
  },
)

const given = (rule: Rule) => Object.fromEntries(Object.entries(rule).filter(([, value]) => value !== '' && value !== undefined))
