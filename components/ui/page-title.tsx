const SIZES = {
  page: { title: 'text-title sm:text-display', lead: 'mt-2 text-lead leading-relaxed' },
  narrow: { title: 'text-title', lead: 'mt-2 leading-relaxed' },
  step: { title: 'text-scene lg:text-title', lead: 'mt-1.5 lg:text-lead' },
}

export function PageTitle({
  children,
  size = 'page',
  eyebrow,
  lead,
  focusable = false,
}: {
  children: React.ReactNode
  size?: keyof typeof SIZES
  eyebrow?: React.ReactNode
  lead?: React.ReactNode
  /** If a step replaces another without a new page, its heading takes the focus. */
  focusable?: boolean
}) {
  const { title, lead: under } = SIZES[size]
  return (
    <>
      {eyebrow && <p className="eyebrow mb-1 flex flex-wrap gap-x-4 gap-y-1 text-pretty">{eyebrow}</p>}
      <h1 tabIndex={focusable ? -1 : undefined} className={`wrap-anywhere ${title}`}>
        {children}
      </h1>
      {lead && <p className={`max-w-prose text-ink-2 ${under}`}>{lead}</p>}
    </>
  )
}
