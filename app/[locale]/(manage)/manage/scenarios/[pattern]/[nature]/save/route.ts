import { formHandler } from '@/server/nextjs/form-handler'
import { audit } from '@/server/accounts/audit'
import { thatFit } from '@/server/organisation/form'
import { seeOther } from '@/server/nextjs/responses'
import { SignOffForm, shortVersion, signOff, signedScenario } from '@/server/library/sign-offs'

/** Signs off the version that was on the page, if it is still the current one. */
export const POST = formHandler(
  '/[locale]/manage/scenarios/[pattern]/[nature]/save',
  { roles: ['author', 'administrator'], schema: SignOffForm },
  async ({ locale, params: { pattern, nature }, person, form, fields }) => {
    const list = `/${locale}/manage/scenarios`
    const scenario = await signedScenario(pattern, nature, locale)
    if (!scenario) return seeOther(`${list}?note=gone`)
    const again = (note: string) =>
      seeOther(`${list}/${scenario.pattern.id}/${scenario.nature}?${new URLSearchParams({ ...thatFit(fields), note })}`)
    if (!form.success) return again('check')
    const { structure, texts, expert, note, date } = form.data
    if (structure !== scenario.version.structure || texts !== scenario.version.texts) return again('stale')
    await signOff({ pattern: scenario.pattern.id, nature: scenario.nature, structure, texts, expert, note, at: Date.parse(date) })
    await audit({
      actor: person.id,
      action: 'scenario.signed-off',
      thing: scenario.pattern.id,
      detail: { nature: scenario.nature, version: shortVersion(scenario.version) },
    })
    return seeOther(`${list}?note=done`)
  },
)
