/** Scrolls if it is wider than the page, by keyboard too. */
export function Table({ label, columns, children }: { label: string; columns: readonly React.ReactNode[]; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by keyboard
    <div className="relative mt-4 overflow-x-auto rounded-xl border border-line bg-surface" role="region" aria-label={label} tabIndex={0}>
      <table className="w-full border-collapse text-note leading-6">
        <thead>
          <tr className="border-b border-line-2 text-fine text-ink-2">
            {columns.map((column, i) => (
              <th key={i} scope="col" className="whitespace-nowrap px-4 py-2.5 text-start font-medium first-letter:uppercase">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="[&>tr+tr]:border-t [&>tr]:border-line [&_td]:px-4 [&_td]:py-2.5 [&_th]:min-w-[9rem] [&_th]:px-4 [&_th]:py-2.5 [&_th]:text-start">
          {children}
        </tbody>
      </table>
    </div>
  )
}
