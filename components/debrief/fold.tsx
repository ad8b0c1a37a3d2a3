import { ChevronDown } from 'lucide-react'

/** A part of the debrief that is not needed at once. On paper it is open. */
export const Fold = ({ title, note, children }: { title: string; note?: string; children: React.ReactNode }) => (
  <details className="card group px-5 sm:px-6">
    <summary className="flex min-h-14 items-center gap-3 py-2">
      <h2 className="text-h3">{title}</h2>
      {note && <span className="ms-auto text-end text-small text-ink-2">{note}</span>}
      <ChevronDown className={`icon text-accent group-open:rotate-180 noprint ${note ? '' : 'ms-auto'}`} />
    </summary>
    <div className="border-t border-line pb-6 pt-5">{children}</div>
  </details>
)
