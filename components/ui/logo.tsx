export const Logo = ({ className = 'size-7' }: { className?: string }) => (
  <svg viewBox="0 0 28 28" className={className} aria-hidden="true">
    <rect width="28" height="28" rx="8" fill="var(--accent)" />
    <g fill="none" stroke="var(--on-accent)" strokeWidth="2">
      <circle cx="11.5" cy="14" r="5.25" />
      <circle cx="16.5" cy="14" r="5.25" opacity=".65" />
    </g>
  </svg>
)
