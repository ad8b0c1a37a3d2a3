'use client'
import { useState } from 'react'
import { TextField } from '@/components/ui/field'
import { usePasskeys } from '../sign-in/passkey-sign-in'
import { addPasskey } from './passkeys'

/** Adds a passkey of this device. It is the one thing of an account that needs a script. */
export function AddPasskey({ done, texts }: { done: string; texts: Record<'name' | 'hint' | 'add' | 'failed' | 'old', string> }) {
  const [said, say] = useState('')
  if (!usePasskeys()) return null
  const add = async (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    say('')
    const result = await addPasskey(String(new FormData(event.currentTarget).get('passkey')))
    if (result === 'done') location.assign(done)
    else say(texts[result])
  }
  return (
    <form onSubmit={add} className="mt-4 grid max-w-[28rem] gap-4">
      <TextField name="passkey" label={texts.name} hint={texts.hint} maxLength={60} required autoComplete="off" />
      <button type="submit" className="btn btn-quiet justify-self-start">{texts.add}</button>
      <p role="status" className="text-[.9375rem] leading-[1.5] text-signal">{said}</p>
    </form>
  )
}
