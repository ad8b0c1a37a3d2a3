export const Part = ({ id, title, text, children }: { id: string; title: string; text?: string; children?: React.ReactNode }) => (
  <section id={id} aria-labelledby={`${id}-h`} className="mt-10 scroll-mt-6">
    <h2 id={`${id}-h`} className="text-h2">
      {title}
    </h2>
    {text && <p className="mt-1 leading-relaxed text-ink-2">{text}</p>}
    {children}
  </section>
)
