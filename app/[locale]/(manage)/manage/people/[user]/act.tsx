export const Act = ({
  id,
  title,
  text,
  action,
  label,
  method = 'post',
  children,
}: {
  id: string
  title: string
  text: string
  action?: string
  label?: string
  method?: 'post' | 'get'
  children?: React.ReactNode
}) => (
  <section aria-labelledby={`${id}-h`} className="card flex flex-col p-5">
    <h2 id={`${id}-h`} className="font-semibold">
      {title}
    </h2>
    <p className="mt-1 flex-1 leading-relaxed text-ink-2">{text}</p>
    {action && (
      <form method={method} action={action} className="mt-4">
        {children}
        <button type="submit" className={`btn btn-quiet ${children ? 'mt-4' : ''}`}>
          {label}
        </button>
      </form>
    )}
  </section>
)
