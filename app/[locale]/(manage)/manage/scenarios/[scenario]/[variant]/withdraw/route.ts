import { formHandler } from '@/server/nextjs/form-handler'
import { audit } from '@/server/accounts/audit'
import { seeOther } from '@/server/nextjs/responses'
import { signedScenario, withdrawSignOff } from '@/server/library/sign-offs'

export const POST = formHandler(
  '/[locale]/manage/scenarios/[scenario]/[variant]/withdraw',
  { roles: ['author', 'administrator'] },
  async ({ locale, params: { scenario, variant }, person }) => {
    const signed = await signedScenario(scenario, variant, locale)
    if (!signed) return seeOther(`/${locale}/manage/scenarios?note=gone`)
    await withdrawSignOff(signed.scenario.id, signed.variant)
    await audit({
      actor: person.id,
      action: 'scenario.signed-off',
      thing: signed.scenario.id,
      detail: { variant: signed.variant, withdrawn: true },
    })
    return seeOther(`/${locale}/manage/scenarios?note=withdrawn`)
  },
)
