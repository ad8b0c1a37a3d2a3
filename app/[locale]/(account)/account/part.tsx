import { Section } from '@/components/ui/section'

export const Part = ({ id, title, text, children }: { id: string; title: string; text?: string; children?: React.ReactNode }) => (
  <Section id={id} title={title} className="mt-10 scroll-mt-6">
    {text && <p className="mt-1 leading-relaxed text-ink-2">{text}</p>}
    {children}
  </Section>
)
