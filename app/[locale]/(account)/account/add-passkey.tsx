'use client'
import { useState } from 'react'
import { Submit, TextField } from '@/components/ui/field'
import { usePasskeys } from '../sign-in/passkey-sign-in'
import { type PasskeyFailure, addPasskey } from './passkeys'

export function AddPasskey({
  begin,
  done,
  password,
  texts,
}: {
  begin: string
  done: string
  password: boolean
  texts: Record<'name' | 'hint' | 'add' | 'password' | PasskeyFailure, string>
}) {
  const [said, say] = useState('')
  if (!usePasskeys()) return null
  const add = async (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    say('')
    const result = await addPasskey(begin, new FormData(event.currentTarget))
    if (result === 'done') location.assign(done)
    else say(texts[result])
  }
  return (
    <form onSubmit={add} className="mt-4 grid max-w-md gap-4">
      <TextField name="passkey" label={texts.name} hint={texts.hint} maxLength={60} required autoComplete="off" />
      {password && (
        <TextField
          name="passkey_password"
          type="password"
          label={texts.password}
          autoComplete="current-password"
          required
          maxLength={200}
        />
      )}
      <Submit look="btn-quiet justify-self-start">{texts.add}</Submit>
      <p role="status" className="text-note leading-normal text-signal">
        {said}
      </p>
    </form>
  )
}
