import { ChevronDown } from 'lucide-react'

export const Fold = ({
  title,
  aside,
  onToggle,
  open,
  children,
}: {
  title: string
  aside?: string
  onToggle?: (open: boolean) => void
  open?: boolean
  children: React.ReactNode
}) => (
  <details className="group card shadow-card" open={open} onToggle={(e) => onToggle?.(e.currentTarget.open)}>
    <summary className="flex min-h-12 items-center justify-between gap-3 rounded-2xl px-5 py-2">
      <h2 className="font-semibold">{title}</h2>
      <span className="flex items-center gap-2 text-small text-ink-2 tabular-nums">
        {aside}
        <ChevronDown className="icon group-open:rotate-180" />
      </span>
    </summary>
    <div className="px-5 pb-5 pt-1">{children}</div>
  </details>
)
