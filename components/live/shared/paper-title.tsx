'use client'
import { useEffect } from 'react'

/** What stands at the foot of each printed page, before its number: a rule for pages can take a text from the root alone. */
export function PaperTitle({ children }: { children: string }) {
  useEffect(() => {
    const { style } = document.documentElement
    style.setProperty('--paper', `"${children.replace(/["\\]/g, String.raw`\$&`)}"`)
    return () => void style.removeProperty('--paper')
  }, [children])
  return null
}
