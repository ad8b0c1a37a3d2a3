'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** Keeps the list up to date while people sign. Without script it is as it was when the page was opened. */
export function Fresh() {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh()
    }, 4000)
    return () => clearInterval(timer)
  }, [router])
  return null
}
