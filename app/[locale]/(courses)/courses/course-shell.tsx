import { launchToken } from '@/server/platform/launch-token'
import { translator } from '@/server/platform/locales'
import { PageShell } from '../../page-shell'

export function CourseShell({
  locale,
  crumbs,
  wide = false,
  actions,
  children,
}: {
  locale: string
  crumbs: { label: string; href?: string }[]
  wide?: boolean
  actions?: React.ReactNode
  children: React.ReactNode
}) {
  const t = translator(locale, 'courses')
  return (
    <PageShell
      locale={locale}
      crumbs={[...(launchToken() === null ? [{ label: t('title'), href: `/${locale}/courses` }] : []), ...crumbs]}
      actions={actions}
    >
      <main id="main" className={`mx-auto px-4 pb-16 pt-8 lg:px-8 lg:pt-10 print:p-0 ${wide ? 'max-w-6xl' : 'max-w-3xl'}`}>
        {children}
      </main>
    </PageShell>
  )
}
