import { formHandler } from '@/server/nextjs/form-handler'
import { audit } from '@/server/accounts/audit'
import { thatFit } from '@/server/organisation/form'
import { seeOther } from '@/server/nextjs/responses'
import { archive } from '@/server/library/library'
import { SignOffForm, shortVersion, signOff, signedScenario } from '@/server/library/sign-offs'

export const POST = formHandler(
  '/[locale]/manage/scenarios/[scenario]/[variant]/save',
  { roles: ['author', 'administrator'], schema: SignOffForm },
  async ({ locale, params: { scenario, variant }, person, form, fields }) => {
    const list = `/${locale}/manage/scenarios`
    const signed = await signedScenario(scenario, variant, locale)
    if (!signed) return seeOther(`${list}?note=gone`)
    const again = (note: string) =>
      seeOther(`${list}/${signed.scenario.id}/${signed.variant}?${new URLSearchParams({ ...thatFit(fields), note })}`)
    if (!form.success) return again('check')
    const { structure, texts, expert, note, date } = form.data
    if (structure !== signed.version.structure || texts !== signed.version.texts) return again('stale')
    await archive(signed.scenario.variants[signed.variant]!)
    await signOff({ scenario: signed.scenario.id, variant: signed.variant, structure, texts, expert, note, at: Date.parse(date) })
    await audit({
      actor: person.id,
      action: 'scenario.signed-off',
      thing: signed.scenario.id,
      detail: { variant: signed.variant, version: shortVersion(signed.version) },
    })
    return seeOther(`${list}?note=done`)
  },
)
