import { PageShell } from './page-shell'

/** A page that is one form: to sign in, to accept, to confirm. */
export const NarrowPage = ({
  locale,
  title,
  lead,
  children,
}: {
  locale: string
  title: string
  lead?: React.ReactNode
  children: React.ReactNode
}) => (
  <PageShell locale={locale} crumbs={[{ label: title }]}>
    <main id="main" className="mx-auto max-w-lg px-4 pb-16 pt-8 lg:pt-14">
      <h1 className="text-title">{title}</h1>
      {lead && <p className="mt-2 leading-relaxed text-ink-2">{lead}</p>}
      {children}
    </main>
  </PageShell>
)
