'use client'
import { useEffect } from 'react'

const EVERY = 5_000

/** Keeps the list up to date while people sign, unless somebody is at one of its buttons. Without script it is as it was when opened. */
export function Fresh() {
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && document.activeElement === document.body) location.reload()
    }, EVERY)
    return () => clearInterval(timer)
  }, [])
  return null
}
