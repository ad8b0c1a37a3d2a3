/** The words beside it say the same. */
export const Moments = ({ n, of }: { n: number; of: number }) => (
  <svg viewBox={`0 0 ${of * 12 - 2} 4`} preserveAspectRatio="none" className="h-1.5 w-full" aria-hidden="true">
    {Array.from({ length: of }, (_, i) => (
      <rect key={i} x={i * 12} width="10" height="4" className={i < n ? 'fill-accent' : 'fill-line-2'} />
    ))}
  </svg>
)
