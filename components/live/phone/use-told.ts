import { useEffect, useState } from 'react'
import { browserStorage, kept } from '../../play/browser-storage'

/** Whether this phone would tell somebody in a moment. It goes along with every vote there. */
export interface Pressed {
  moment: number
  told: boolean
}

const storeOf = (base: string) => kept<Pressed>(browserStorage(), `told:${base.split('/').at(-1)}`)

/**
 * What was last pressed; null if nothing was. It stays in this browser's storage until it is part of a vote, so a reload loses
 * nothing.
 * @param first as a page without script has it
 */
export function useTold(base: string, first: Pressed | null): { pressed: Pressed | null; press: (now: Pressed) => void } {
  const [pressed, setPressed] = useState(first)
  useEffect(() => {
    const found = storeOf(base).read()
    if (typeof found?.moment === 'number') setPressed((now) => (now && now.moment > found.moment ? now : found))
  }, [base])
  function press(now: Pressed) {
    storeOf(base).write(now)
    setPressed(now)
  }
  return { pressed, press }
}
