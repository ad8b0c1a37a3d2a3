/** Black on white in either colour scheme, so that every camera can read it. */
export const QrCode = ({
  qr: { path, size },
  label,
  className,
  plain = false,
}: {
  qr: { path: string; size: number }
  label: string
  className: string
  plain?: boolean
}) => (
  <svg
    viewBox={`0 0 ${size} ${size}`}
    role="img"
    aria-label={label}
    className={`bg-white ${plain ? '' : 'rounded-xl border border-line-2'} ${className}`}
    shapeRendering="crispEdges"
  >
    <path d={path} fill="#000" />
  </svg>
)
