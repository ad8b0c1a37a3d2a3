import { useEffect, useState } from 'react'
import type { RoomView } from '@/scenarios/engine/live/view'

/** When the session was started, as far as this screen can know. */
export function useStart(startedAt: number | null, { phase }: RoomView, skew: number): number | null {
  const [start, setStart] = useState(startedAt)
  useEffect(() => {
    setStart((known) => (phase === 'lobby' ? null : (known ?? Date.now() + skew)))
  }, [phase, skew])
  return start
}
