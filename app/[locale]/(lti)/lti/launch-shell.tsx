import { Header } from '@/components/ui/header'
import { PageTitle } from '@/components/ui/page-title'
import { translator } from '@/server/platform/locales'

/** A page around a launch. Another site may show it in a frame, so it does not know who is signed in, and it leads only onwards. */
export function LaunchShell({
  locale,
  home = '#main',
  title,
  lead,
  children,
}: {
  locale: string
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
