import { formHandler } from '@/server/nextjs/form-handler'
import { audit } from '@/server/accounts/audit'
import { seeOther } from '@/server/nextjs/responses'
import { signedScenario, withdrawSignOff } from '@/server/library/sign-offs'

/** Withdraws the sign-off of a scenario, with the names that were given. */
export const POST = formHandler(
  '/[locale]/manage/scenarios/[pattern]/[nature]/withdraw',
  { roles: ['author', 'administrator'] },
  async ({ locale, params: { pattern, nature }, person }) => {
    const scenario = await signedScenario(pattern, nature, locale)
    if (!scenario) return seeOther(`/${locale}/manage/scenarios?note=gone`)
    await withdrawSignOff(scenario.pattern.id, scenario.nature)
    await audit({
      actor: person.id,
      action: 'scenario.signed-off',
      thing: scenario.pattern.id,
      detail: { nature: scenario.nature, withdrawn: true },
    })
    return seeOther(`/${locale}/manage/scenarios?note=withdrawn`)
  },
)
