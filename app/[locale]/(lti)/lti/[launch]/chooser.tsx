import { Notice, Submit } from '@/components/ui/field'
import { toolAddresses } from '@/server/lti/addresses'
import type { DeepLinkingClaims } from '@/server/lti/claims'
import { choices, chosenOf, deepLinkReply } from '@/server/lti/deep-link'
import type { Launch } from '@/server/lti/launches'
import { type LinkContent, textOf } from '@/server/lti/links'
import { launchPath } from '@/server/platform/launch-token'
import { translator } from '@/server/platform/locales'
import { LaunchShell } from '../launch-shell'

interface Props {
  locale: string
  token: string
  launch: Launch
  claims: DeepLinkingClaims
  problem: boolean
}

export async function Chooser({ locale, token, launch, claims, problem }: Props) {
  const t = translator(locale, 'lti')
  const { platform } = launch
  const chosen = await chosenOf(launch, locale)
  const addresses = toolAddresses()
  const here = launchPath(locale, token)
  if (chosen && addresses)
    return (
      <LaunchShell locale={locale} home={here} title={t('choose.chosen', { title: chosen.title })} lead={chosen.summary}>
        <form method="post" action={claims.replyTo} className="mt-6 flex flex-wrap gap-4">
          <input type="hidden" name="JWT" value={await deepLinkReply(platform, claims, chosen, addresses)} />
          <Submit>{t('choose.hand', { platform: platform.name })}</Submit>
        </form>
      </LaunchShell>
    )
  const all = await choices(platform, locale)
  return (
    <LaunchShell locale={locale} home={here} title={t('choose.title')} lead={t('choose.lead', { platform: platform.name })}>
      {problem && <Notice tone="problem">{t('choose.none')}</Notice>}
      <form method="post" action={`${here}/choose`} className="mt-6 grid gap-6">
        {(['course', 'scenario'] as const).map((kind) => (
          <Group key={kind} name={t(`choose.${kind}`)} all={all.filter(({ target }) => target.kind === kind)} />
        ))}
        <Submit look="btn-primary justify-self-start">{t('choose.do')}</Submit>
      </form>
    </LaunchShell>
  )
}

function Group({ name, all }: { name: string; all: LinkContent[] }) {
  if (all.length === 0) return null
  return (
    <fieldset>
      <legend className="text-h3">{name}</legend>
      <div className="mt-2 grid gap-2">
        {all.map(({ target, title, summary }) => (
          <label key={textOf(target)} className="choice">
            <input type="radio" name="target" value={textOf(target)} required />
            <span>
              <span className="block font-medium">{title}</span>
              <span className="block text-note text-ink-2">{summary}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
