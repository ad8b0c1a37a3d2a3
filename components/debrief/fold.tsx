import { ChevronDown } from 'lucide-react'

interface Props {
  title: string
  note?: string
  onPaper?: boolean
  /** On paper it is not broken, and stays with what is before it, so that the last page holds more than its end. */
  inOne?: boolean
  children: React.ReactNode
}

export const Fold = ({ title, note, onPaper = true, inOne = false, children }: Props) => (
  <details className={`card group px-4 sm:px-6 ${onPaper ? '' : 'noprint'} ${inOne ? 'in-one' : ''}`}>
    <summary className="flex min-h-13 items-center gap-3 py-1.5 print:min-h-8 print:py-1">
      <h2 className="text-h3">{title}</h2>
      {note && <span className="ms-auto text-end text-small text-ink-2 max-sm:hidden">{note}</span>}
      <ChevronDown className={`icon text-accent group-open:rotate-180 noprint ${note ? 'max-sm:ms-auto' : 'ms-auto'}`} />
    </summary>
    <div className="border-t border-line pb-6 pt-5 print:py-2">{children}</div>
  </details>
)
