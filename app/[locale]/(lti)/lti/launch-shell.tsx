import { Header } from '@/components/ui/header'
import { PageTitle } from '@/components/ui/page-title'
import { translator } from '@/server/platform/locales'

/** A page around a launch. It may stand in another site's frame: it knows nobody who is signed in, and leads nowhere but on. */
export function LaunchShell({
  locale,
  home = '#main',
  title,
  lead,
  children,
}: {
  locale: string
  /** The launch's own page. */
  home?: string
  title: string
  lead?: string
  children?: React.ReactNode
}) {
  return (
    <>
      <Header home={home} crumbs={[{ label: title }]} skip={{ href: '#main', label: translator(locale, 'ui')('skip') }} />
      <main id="main" className="mx-auto w-full max-w-column px-4 pb-16 pt-8 lg:pt-12">
        <PageTitle size="narrow" lead={lead}>
          {title}
        </PageTitle>
        {children}
      </main>
    </>
  )
}
