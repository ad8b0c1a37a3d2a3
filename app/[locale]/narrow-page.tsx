import { PageShell } from './page-shell'

/** A page with a single form: to sign in, accept or confirm. */
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
    <main id="main" className="mx-auto max-w-[30rem] px-4 pb-16 pt-8 lg:pt-14">
      <h1 className="text-[1.75rem] font-semibold leading-[1.2] tracking-[-.018em]">{title}</h1>
      {lead && <p className="mt-2 leading-[1.6] text-ink-2">{lead}</p>}
      {children}
    </main>
  </PageShell>
)
