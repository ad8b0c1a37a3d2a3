import { useEffect, useState } from 'react'
import { browserStorage, kept } from '../../play/browser-storage'

/** Whether this phone would report in a moment. Every vote there includes it. */
export interface ReportVote {
  moment: number
  reported: boolean
}

const keyOf = (base: string): string => `reported:${base.split('/').at(-1)}`
const storeOf = (base: string) => kept<ReportVote>(browserStorage(), keyOf(base))

/**
 * What was pressed in this moment; null if nothing was. It stays in this browser's storage until the next moment, so a reload loses
 * nothing.
 * @param first the value on a page without script
 * @param moment the present one; null once no more follow
 */
export function useReportVote(base: string, first: ReportVote | null, moment: number | null) {
  const [pressed, setPressed] = useState(first)
  useEffect(() => {
    const store = storeOf(base)
    const found = store.read()
    if (found?.moment === moment) setPressed(found)
    else store.write(null)
    const otherTab = ({ key }: StorageEvent) => {
      if (key === keyOf(base)) setPressed(store.read())
    }
    addEventListener('storage', otherTab)
    return () => removeEventListener('storage', otherTab)
  }, [base, moment])
  function press(now: ReportVote) {
    storeOf(base).write(now)
    setPressed(now)
  }
  return { pressed: pressed?.moment === moment ? pressed : null, press }
}
