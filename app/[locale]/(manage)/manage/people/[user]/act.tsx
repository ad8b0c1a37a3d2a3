import { Section } from '@/components/ui/section'

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
  <Section name={id} title={title} className="card flex flex-col p-5" look="font-semibold">
    <p className="mt-1 flex-1 leading-relaxed text-ink-2">{text}</p>
    {action && (
      <form method={method} action={action} className="mt-4">
        {children}
        <button type="submit" className={`btn btn-quiet ${children ? 'mt-4' : ''}`}>
          {label}
        </button>
      </form>
    )}
  </Section>
)
