import { ChevronDown } from 'lucide-react'

interface Props {
  title: string
  /** Says what is inside: beside the title, or under it on a phone. */
  note?: string
  onPaper?: boolean
  /** On paper it is not broken. `after`: it also stays with what is before it, so that the last page holds more than its end. */
  inOne?: boolean | 'after'
  children: React.ReactNode
}

export const Fold = ({ title, note, onPaper = true, inOne = false, children }: Props) => (
  <details className={`card group px-4 sm:px-6 ${onPaper ? '' : 'noprint'} ${inOne ? 'in-one' : ''} ${inOne === 'after' ? 'not-first' : ''}`}>
    <summary className="flex min-h-13 items-center gap-3 py-2 print:min-h-8 print:py-1">
      <span className="grow gap-x-4 sm:flex sm:items-baseline sm:justify-between">
        <h2 className="text-h3">{title}</h2>
        {note && <span className="block text-small text-ink-2 sm:text-end">{note}</span>}
      </span>
      <ChevronDown className="icon text-accent group-open:rotate-180 noprint" />
    </summary>
    <div className="border-t border-line pb-6 pt-5 print:py-2">{children}</div>
  </details>
)
