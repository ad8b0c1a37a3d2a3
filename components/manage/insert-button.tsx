'use client'
import { useEffect, useState } from 'react'

export function InsertButton({ into, text, label }: { into: string; text: string; label: string }) {
  const [ready, setReady] = useState(false)
  useEffect(() => setReady(true), [])
  if (!ready) return null
  const insert = () => {
    const field = document.getElementById(into)
    if (!(field instanceof HTMLTextAreaElement)) return
    const [before, after] = [field.value.slice(0, field.selectionStart), field.value.slice(field.selectionEnd)]
    const put = `${/\S$/.test(before) ? ' ' : ''}${text}`
    field.value = before + put + after
    field.focus()
    field.setSelectionRange(before.length + put.length, before.length + put.length)
  }
  return (
    <button type="button" className="btn btn-ghost !min-h-10" onClick={insert}>
      {label}
    </button>
  )
}
