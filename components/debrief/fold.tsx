import { ChevronDown } from 'lucide-react'

interface Props {
  /** Of its heading. */
  id?: string
  title: React.ReactNode
  /** Says what is inside: beside the title, or under it on a phone. */
  note?: string
  onPaper?: boolean
  /** On paper it is not broken. `after`: it also stays with what is before it, so that the last page holds more than its end. */
  inOne?: boolean | 'after'
  children: React.ReactNode
}

export const Fold = ({ id, title, note, onPaper = true, inOne = false, children }: Props) => (
  <details
    className={`card group px-4 sm:px-6 ${onPaper ? '' : 'noprint'} ${inOne ? 'in-one' : ''} ${inOne === 'after' ? 'not-first' : ''}`}
  >
    <summary className="-mx-3 grid min-h-13 rounded-lg px-3 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 py-2 sm:grid-cols-[auto_minmax(0,1fr)_auto] print:min-h-8 print:py-1">
      <h2 id={id} className="text-h3">
        {title}
      </h2>
      {note && <span className="col-start-1 text-small text-ink-2 sm:col-start-2 sm:text-end">{note}</span>}
      <ChevronDown className="icon col-start-2 row-span-2 row-start-1 text-accent group-open:rotate-180 noprint sm:col-start-3 sm:row-span-1" />
    </summary>
    <div className="border-t border-line pb-6 pt-5 print:py-2">{children}</div>
  </details>
)
