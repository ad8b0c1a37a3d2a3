import { audit } from '@/server/accounts/audit'
import { permittedToWrite } from '@/server/next/current-person'
import { textsOf } from '@/server/organisation/form'
import { refused, seeOther } from '@/server/next/responses'
import { SignOffForm, signOff, signedScenario } from '@/server/library/sign-offs'

/** Signs off the version that was on the page, if it is still the present one. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/manage/scenarios/[pattern]/[nature]/save'>) {
  const limited = await refused(request)
  if (limited) return limited
  const { locale, pattern, nature } = await params
  const { person, no } = await permittedToWrite(locale, 'author', 'administrator')
  if (no) return no
  const list = `/${locale}/manage/scenarios`
  const scenario = await signedScenario(pattern, nature, locale)
  if (!scenario) return seeOther(`${list}?note=gone`)
  const { values } = await textsOf(request)
  const again = (note: string) => seeOther(`${list}/${scenario.pattern.id}/${scenario.nature}?${new URLSearchParams({ ...values, note })}`)
  const said = SignOffForm.safeParse(values)
  if (!said.success) return again('check')
  const { hash, expert, note, date } = said.data
  if (hash !== scenario.hash) return again('stale')
  await signOff({ pattern: scenario.pattern.id, nature: scenario.nature, hash, expert, note, at: Date.parse(date) })
  await audit({
    actor: person.id,
    action: 'scenario.signed-off',
    thing: scenario.pattern.id,
    detail: { nature: scenario.nature, version: hash.slice(0, 12) },
  })
  return seeOther(`${list}?note=done`)
}
