'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { TextEdit } from '@/components/draft/text-edit'

/** Milliseconds. */
const EVERY = 300

/**
 * Shows the page anew as soon as there is something new to show, while somebody looks at it. What is typed or chosen stays.
 * @param address tells the draft's present state
 * @param state the one that is shown
 */
export function Follow({ address, state }: { address: string; state: string }) {
  const router = useRouter()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const ask = async () => {
      const now = document.visibilityState === 'visible' ? await stateAt(address) : state
      if (now !== null && now !== state) router.refresh()
      timer = setTimeout(ask, EVERY)
    }
    timer = setTimeout(ask, EVERY)
    return () => clearTimeout(timer)
  }, [router, address, state])
  return null
}

/** Null while the server cannot be reached. */
const stateAt = (address: string): Promise<string | null> =>
  fetch(address).then(
    (answer) => answer.text(),
    () => null,
  )

type Props = Omit<React.ComponentProps<typeof TextEdit>, 'onSaved'>
export function FollowedEdit(props: Props) {
  const router = useRouter()
  return <TextEdit {...props} onSaved={() => router.refresh()} />
}
