'use client'
import { Download } from 'lucide-react'

/** Opens the browser's print dialogue, which also saves as PDF. Without script, the browser's menu does. */
export const PrintButton = ({ label }: { label: string }) => (
  <button type="button" className="btn btn-ghost px-2.5" onClick={() => print()} aria-label={label}>
    <Download className="icon" />
    <span className="max-lg:hidden">{label}</span>
  </button>
)
