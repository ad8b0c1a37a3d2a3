'use client'
import { useState, useSyncExternalStore } from 'react'
import { askPasskey, hasPasskeys } from '../account/passkeys'

const never = () => () => {}
export const usePasskeys = (): boolean => useSyncExternalStore(never, hasPasskeys, () => false)

export function PasskeySignIn({
  next,
  texts,
  children,
}: {
  next: string
  texts: { failed: string; none: string; left: string }
  children: React.ReactNode
}) {
  const [said, say] = useState('')
  if (!usePasskeys()) return null
  const signIn = async () => {
    say('')
    const result = await askPasskey()
    if (result === 'done') location.assign(next)
    else say(texts[result])
  }
  return (
    <div className="mt-5">
      <button type="button" className="btn btn-quiet w-full" onClick={signIn}>
        {children}
      </button>
      <p role="status" className="mt-2 text-note leading-normal text-signal empty:mt-0">
        {said}
      </p>
    </div>
  )
}
