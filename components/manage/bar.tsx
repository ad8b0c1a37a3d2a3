/** Pictures of figures next to them in a table, hidden from screen readers. Widths are attributes, because pages have no inline style. */

/** @param share 0 to 1 */
export const Bar = ({ share, tone }: { share: number; tone?: 'risk' | 'good' }) => (
  <svg className="bar" data-tone={tone} aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 100 1">
    <rect width={Math.round(1000 * share) / 10} height="1" />
  </svg>
)

/** An estimate with its interval on a scale from `from` to `to`, and a line at 0 if the scale includes it. */
export function Span({ value, lo, hi, from, to }: { value: number; lo: number; hi: number; from: number; to: number }) {
  const at = (x: number) => Math.round(1000 * Math.max(0, Math.min(1, (x - from) / (to - from)))) / 10
  const place = (x: number) => `${at(x)}%`
  return (
    <svg className="span" aria-hidden="true">
      {from < 0 && to > 0 && <line x1={place(0)} x2={place(0)} y1="0" y2="20" strokeWidth="1" strokeDasharray="2 2" opacity=".6" />}
      <line x1={place(lo)} x2={place(hi)} y1="10" y2="10" strokeWidth="2" />
      <circle cx={place(value)} cy="10" r="4.5" stroke="none" />
    </svg>
  )
}
