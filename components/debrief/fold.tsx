import { ChevronDown } from 'lucide-react'

interface Props {
  title: string
  note?: string
  /** On paper it is open, unless paper is no place for it. */
  onPaper?: boolean
  children: React.ReactNode
}

/** A part of the debrief that is not needed at once. */
export const Fold = ({ title, note, onPaper = true, children }: Props) => (
  <details className={`card group px-5 sm:px-6 ${onPaper ? '' : 'noprint'}`}>
    <summary className="flex min-h-14 items-center gap-3 py-2 print:min-h-8 print:py-1">
      <h2 className="text-h3">{title}</h2>
      {note && <span className="ms-auto text-end text-small text-ink-2 max-sm:hidden">{note}</span>}
      <ChevronDown className={`icon text-accent group-open:rotate-180 noprint ${note ? 'max-sm:ms-auto' : 'ms-auto'}`} />
    </summary>
    <div className="border-t border-line pb-6 pt-5 print:py-2">{children}</div>
  </details>
)
