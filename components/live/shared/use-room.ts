'use client'
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { type LiveScreen, type LiveState, firstShown, openLink } from './stream'

/** Uses the screen of the first call, because it does not change while the page is open. */
export function useRoom(screen: LiveScreen): LiveState {
  const begin = useRef(screen)
  const [shown, setShown] = useState(() => firstShown(screen))
  useEffect(() => openLink(begin.current, setShown), [])
  return shown
}

export function useWakeLock(): void {
  useEffect(() => {
    if (!('wakeLock' in navigator)) return
    let lock: WakeLockSentinel | null = null
    let over = false
    const hold = async () => {
      if (document.visibilityState !== 'visible') return
      const held = await navigator.wakeLock.request('screen').catch(() => null)
      if (over) void held?.release()
      else lock = held
    }
    void hold()
    // The browser releases the lock whenever the page is hidden.
    document.addEventListener('visibilitychange', hold)
    return () => {
      over = true
      document.removeEventListener('visibilitychange', hold)
      void lock?.release()
    }
  }, [])
}

/** Whole seconds until a time by the server's clock, never below 0; null without a timer. */
export const secondsLeft = (until: number | null, now: number): number | null =>
  until === null ? null : Math.max(0, Math.ceil((until - now) / 1000))

export const clock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

/** How long screens say that the time is over, in milliseconds. Then a phase that goes on has no clock. */
export const SAY_OVER = 20_000

/** Also true of a clock that an undo brings back. */
export const isLongOver = (until: number | null, now: number): boolean => until !== null && now - until >= SAY_OVER

/**
 * Seconds left, updated every full second, and 0 for a while afterwards; null without a timer, and on the server, which cannot know when
 * somebody reads it.
 * @param until milliseconds since 1970 by the server's clock
 * @param skew from `useRoom`
 */
export function useCountdown(until: number | null, skew: number): number | null {
  const subscribe = useCallback(
    (tick: () => void) => {
      let timer: ReturnType<typeof setTimeout> | undefined
      const wait = () => {
        const left = until === null ? -SAY_OVER : until - Date.now() - skew
        // Slightly after the full second, because a timer may fire early.
        if (left > -SAY_OVER)
          timer = setTimeout(
            () => {
              tick()
              wait()
            },
            left > 0 ? (left % 1000 || 1000) + 5 : left + SAY_OVER + 5,
          )
      }
      wait()
      return () => clearTimeout(timer)
    },
    [until, skew],
  )
  return useSyncExternalStore(
    subscribe,
    () => (isLongOver(until, Date.now() + skew) ? null : secondsLeft(until, Date.now() + skew)),
    () => null,
  )
}
