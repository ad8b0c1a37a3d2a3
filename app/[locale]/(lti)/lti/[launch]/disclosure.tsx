import { Eye, EyeOff, Fingerprint } from 'lucide-react'
import { Notice, Submit } from '@/components/ui/field'
import type { ResourceClaims } from '@/server/lti/claims'
import type { Launch } from '@/server/lti/launches'
import { type LinkContent, learnsOf } from '@/server/lti/links'
import { launchPath } from '@/server/platform/launch-token'
import { translator } from '@/server/platform/locales'
import { StatedNote } from '../../../stated-note'

interface Props {
  locale: string
  token: string
  launch: Launch
  claims: ResourceClaims
  opens: LinkContent
  /** The learner has been here before, and comes back from what they began. */
  begun: boolean
}

export function Disclosure({ locale, token, launch, claims, opens, begun }: Props) {
  const t = translator(locale, 'lti')
  const { platform } = launch
  const learns = learnsOf(claims, platform, opens)
  const named = { platform: platform.name }
  const parts = [
    { icon: <Eye className="icon text-accent" />, title: t('disclosed.learns', named), text: t(`disclosed.${learns}`, named) },
    {
      icon: <EyeOff className="icon text-good" />,
      title: t('disclosed.neverTitle'),
      text: t(learns === 'result' ? 'disclosed.neverResult' : 'disclosed.never', named),
    },
    {
      icon: <Fingerprint className="icon text-ink-2" />,
      title: t('disclosed.keptTitle'),
      text: t(claims.subject === null ? 'disclosed.keptAnonymous' : 'disclosed.kept', named),
    },
  ]
  return (
    <>
      {begun && <Notice tone="done">{t('disclosed.saved', named)}</Notice>}
      <div className="card mt-6 p-5 shadow-card sm:p-7">
        <div className="space-y-5">
          {parts.map(({ icon, title, text }) => (
            <section key={title}>
              <h2 className="flex items-center gap-2 font-semibold">
                {icon}
                {title}
              </h2>
              <p className="mt-1 leading-relaxed">{text}</p>
            </section>
          ))}
        </div>
        <StatedNote locale={locale} stated={opens.stated} />
        <form method="post" action={`${launchPath(locale, token)}/begin`} className="mt-6 flex flex-wrap items-center gap-4">
          <Submit look="btn-primary min-w-40">{t(begun ? 'disclosed.goOn' : 'disclosed.go')}</Submit>
          {claims.returnUrl && (
            <a className="btn btn-ghost" href={claims.returnUrl} target="_top" rel="noopener">
              {t('disclosed.back', named)}
            </a>
          )}
        </form>
      </div>
    </>
  )
}
