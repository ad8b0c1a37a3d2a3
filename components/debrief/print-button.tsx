'use client'
import { Download } from 'lucide-react'

/**
 * Opens the browser's print dialogue, which also saves as PDF. Without script, the browser's menu does this.
 * @param whole whether it is on the page, with its words at every width, instead of in a bar
 */
export const PrintButton = ({ label, whole = false }: { label: string; whole?: boolean }) => (
  <button
    type="button"
    className={whole ? 'btn btn-quiet noscript:hidden' : 'btn btn-ghost px-2.5'}
    onClick={() => print()}
    aria-label={label}
  >
    <Download className="icon" />
    <span className={whole ? undefined : 'max-lg:hidden'}>{label}</span>
  </button>
)
