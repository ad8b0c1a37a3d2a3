type Props = Omit<React.ComponentProps<'section'>, 'title'> & { name?: string; title: React.ReactNode; look?: string }

/** A part of a page under its own heading. With an `id` it is also a target for links. */
export const Section = ({ id, name = id, title, look = 'text-h2', children, ...section }: Props) => (
  <section id={id} aria-labelledby={`${name}-h`} {...section}>
    <h2 id={`${name}-h`} className={look}>
      {title}
    </h2>
    {children}
  </section>
)
