'use client'
import { useEffect } from 'react'

/** The text at the foot of each printed page, before its number. A rule for pages can read it only from the root. */
export function PaperTitle({ children }: { children: string }) {
  useEffect(() => {
    const { style } = document.documentElement
    style.setProperty('--paper', `"${children.replace(/["\\]/g, String.raw`\$&`)}"`)
    return () => void style.removeProperty('--paper')
  }, [children])
  return null
}
