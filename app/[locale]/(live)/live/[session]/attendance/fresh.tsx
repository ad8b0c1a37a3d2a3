'use client'
import { useEffect } from 'react'

const EVERY = 4_000

export function Fresh({ list }: { list: string }) {
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') reloadIfChanged(list).catch(() => {})
    }, EVERY)
    return () => clearInterval(timer)
  }, [list])
  return null
}

/** Reloading every few seconds would lose the place of somebody who reads the list, and what somebody types below it. */
async function reloadIfChanged(list: string): Promise<void> {
  if (document.querySelector('details[open]')) return
  const response = await fetch(location.href)
  if (!response.ok) return
  const now = new DOMParser().parseFromString(await response.text(), 'text/html').getElementById(list)
  if (now && now.textContent !== document.getElementById(list)?.textContent) location.reload()
}
