'use client'
import { useEffect, useRef } from 'react'
import { type Storage, get } from '../../platform-storage'

/** Submits the form by itself once the platform's frame returns the state that we kept there. */
export function Check({
  storage,
  name,
  state,
  answer,
  action,
}: {
  storage: Storage
  name: string
  state: string
  /** Shows that this browser brought the answer. */
  answer: string
  action: string
}) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    void get(storage, name).then((kept) => kept === state && form.current?.submit())
  }, [storage, name, state])
  return (
    <form ref={form} method="post" action={action} hidden>
      <input type="hidden" name="key" value={answer} />
    </form>
  )
}
