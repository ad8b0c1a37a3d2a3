import { translator } from '@/server/platform/locales'
import { titled } from '@/server/nextjs/titled'
import { LaunchShell } from '../launch-shell'

type Props = PageProps<'/[locale]/lti/problem'>
const WHY = ['unknown', 'elsewhere', 'servers', 'long', 'over', 'untrue', 'deployment', 'message', 'unlinked', 'full', 'declined'] as const

export const generateMetadata = titled('lti', (t) => t('problem.title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const { why } = await searchParams
  const t = translator(locale, 'lti')
  return (
    <LaunchShell locale={locale} title={t('problem.title')}>
      <p className="mt-4 max-w-prose leading-relaxed">{t(`problem.${WHY.find((known) => known === why) ?? 'over'}`)}</p>
    </LaunchShell>
  )
}
