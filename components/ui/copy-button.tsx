'use client'
import { Copy } from 'lucide-react'
import { useEffect, useState } from 'react'

interface Props {
  text: string
  label: string
  done: string
  failed: string
}

/** Works where a page may not use the clipboard, or has none because it is not secure. */
function copySelected(text: string): boolean {
  const field = document.createElement('textarea')
  const before = document.activeElement
  field.value = text
  field.className = 'sr-only'
  document.body.append(field)
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  if (before instanceof HTMLElement) before.focus()
  return done
}

export function CopyButton({ text, label, done, failed }: Props) {
  const [state, setState] = useState<'none' | 'ready' | 'done' | 'failed'>('none')
  useEffect(() => setState('ready'), [])
  if (state === 'none') return null
  const copy = async () => {
    const done = await (navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    ) ?? false)
    setState(done || copySelected(text) ? 'done' : 'failed')
  }
  return (
    <>
      <button type="button" className="btn btn-quiet" onClick={() => void copy()}>
        <Copy className="icon" />
        {label}
      </button>
      <span role="status" className="self-center text-note text-ink-2">
        {state === 'done' ? done : state === 'failed' ? failed : ''}
      </span>
    </>
  )
}
