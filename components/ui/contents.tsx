import { ChevronDown } from 'lucide-react'

export interface ContentsEntry {
  /** Of a heading on this page. */
  id: string
  label: string
  lang?: string | undefined
  within?: ContentsEntry[]
}

interface Props {
  title: string
  entries: ContentsEntry[]
  children: React.ReactNode
}

/** A long page with what is on it: beside it on a desktop, where it stays in sight, folded above it on a phone. */
export const WithContents = ({ title, entries, children }: Props) => (
  <div className="lg:grid lg:grid-cols-[15rem_minmax(0,1fr)] lg:gap-x-12">
    <details className="group card mt-6 lg:hidden noprint">
      <summary className="flex min-h-12 items-center justify-between gap-3 rounded-2xl px-4 py-2 font-semibold hover:bg-sunken">
        {title}
        <ChevronDown className="icon text-accent group-open:rotate-180" />
      </summary>
      <nav aria-label={title} className="px-4 pb-4">
        <List entries={entries} title={`${title}-folded`} />
      </nav>
    </details>
    <nav
      aria-label={title}
      className="contents-list sticky top-4 mt-10 max-h-[calc(100dvh-2rem)] self-start overflow-y-auto py-1 max-lg:hidden noprint"
    >
      <p className="font-semibold">{title}</p>
      <List entries={entries} title={title} />
    </nav>
    <div className="min-w-0">{children}</div>
  </div>
)

/** Groups are folded, one open at a time, so that the list fits its window and does not scroll by itself. */
const List = ({ entries, title }: { entries: ContentsEntry[]; title: string }) => (
  <ul className="mt-1">
    {entries.map((entry) => (
      <li key={entry.id} className="relative">
        <Entry entry={entry} className={`py-1.5 text-note font-medium ${entry.within?.length ? 'pe-9' : ''}`} />
        {entry.within && entry.within.length > 0 && (
          <details name={title} open={entry === entries.find(({ within }) => within?.length)} className="group/part">
            <summary className="absolute end-0 top-0 grid size-8 place-items-center rounded-md text-accent hover:bg-sunken">
              <ChevronDown className="icon group-open/part:rotate-180" aria-hidden="true" />
              <span className="sr-only">{entry.label}</span>
            </summary>
            <ul className="mb-2 border-s-2 border-line ps-3">
              {entry.within.map((inner) => (
                <li key={inner.id}>
                  <Entry entry={inner} className="py-1.5 text-small text-ink-2" />
                </li>
              ))}
            </ul>
          </details>
        )}
      </li>
    ))}
  </ul>
)

const Entry = ({ entry: { id, label, lang }, className }: { entry: ContentsEntry; className: string }) => (
  <a href={`#${id}`} lang={lang} className={`block leading-snug underline-offset-2 hover:text-accent hover:underline ${className}`}>
    {label}
  </a>
)
