import { PageTitle } from '@/components/ui/page-title'
import { PageShell } from './page-shell'

export const NarrowPage = ({
  locale,
  title,
  lead,
  children,
}: {
  locale: string
  title: string
  lead?: React.ReactNode
  children?: React.ReactNode
}) => (
  <PageShell locale={locale} crumbs={[{ label: title }]}>
    <main id="main" className="mx-auto max-w-lg px-4 pb-16 pt-8 lg:pt-14">
      <PageTitle size="narrow" lead={lead}>
        {title}
      </PageTitle>
      {children}
    </main>
  </PageShell>
)
