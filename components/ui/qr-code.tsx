/** A QR code, black on white in either colour scheme, so that every camera can read it. */
export const QrCode = ({
  qr: { path, size },
  label,
  className,
}: {
  qr: { path: string; size: number }
  label: string
  className: string
}) => (
  <svg
    viewBox={`0 0 ${size} ${size}`}
    role="img"
    aria-label={label}
    className={`rounded-xl border border-line-2 bg-white ${className}`}
    shapeRendering="crispEdges"
  >
    <path d={path} fill="#000" />
  </svg>
)
