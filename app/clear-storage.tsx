'use client'
import { useEffect } from 'react'

/** Clears what pages have stored in this browser. */
export function ClearStorage() {
  useEffect(() => {
    try {
      localStorage.clear()
    } catch {
      // A browser that keeps us from clearing it also kept us from storing anything.
    }
  }, [])
  return null
}
