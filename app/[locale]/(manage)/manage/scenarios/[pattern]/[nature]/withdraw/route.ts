import { audit } from '@/server/accounts/audit'
import { permittedToWrite } from '@/server/next/current-person'
import { refused, seeOther } from '@/server/next/responses'
import { signedScenario, withdrawSignOff } from '@/server/library/sign-offs'

/** Takes the sign-off of a scenario back, with the names that were given. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/manage/scenarios/[pattern]/[nature]/withdraw'>) {
  const limited = await refused(request)
  if (limited) return limited
  const { locale, pattern, nature } = await params
  const { person, no } = await permittedToWrite(locale, 'author', 'administrator')
  if (no) return no
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
}
