'use client'
import { Copy } from 'lucide-react'
import { useEffect, useState } from 'react'

interface Props {
  text: string
  label: string
  done: string
  /** If the browser does not allow copying. */
  failed: string
}

/** Copies a text. Without script there is no button: the text itself can be selected. */
export function CopyButton({ text, label, done, failed }: Props) {
  const [state, setState] = useState<'none' | 'ready' | 'done' | 'failed'>('none')
  useEffect(() => setState('ready'), [])
  if (state === 'none') return null
  const copy = async () => {
    // There is no clipboard outside secure pages.
    await navigator.clipboard.writeText(text).then(
      () => setState('done'),
      () => setState('failed'),
    )
  }
  return (
    <>
      <button type="button" className="btn btn-quiet" onClick={() => (navigator.clipboard ? void copy() : setState('failed'))}>
        <Copy className="icon" />
        {label}
      </button>
      <span role="status" className="self-center text-note text-ink-2">
        {state === 'done' ? done : state === 'failed' ? failed : ''}
      </span>
    </>
  )
}
