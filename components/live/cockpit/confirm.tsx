import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'

interface PanelProps {
  question: string
  confirm: string
  busy?: boolean
  onConfirm: () => void
  onCancel: () => void
}

export function ConfirmPanel({ question, confirm, busy = false, onConfirm, onCancel }: PanelProps) {
  const t = useTranslations('liveCockpit')
  const yes = useRef<HTMLButtonElement>(null)
  useEffect(() => yes.current?.focus(), [])
  return (
    <fieldset
      className="my-1 rounded-xl border border-signal-line bg-signal-soft p-3.5 text-note leading-normal"
      onKeyDown={(e) => {
        if (e.key === 'Escape') onCancel()
      }}
    >
      <legend className="sr-only">{question}</legend>
      <p aria-hidden="true" className="text-ink">
        {question}
      </p>
      <div className="mt-2.5 flex flex-wrap gap-2">
        <button
          ref={yes}
          type="button"
          className="btn btn-primary aria-disabled:opacity-70"
          aria-disabled={busy}
          onClick={() => !busy && onConfirm()}
        >
          {confirm}
        </button>
        <button type="button" className="btn btn-quiet" onClick={onCancel}>
          {t('cancel')}
        </button>
      </div>
    </fieldset>
  )
}

export function AskFirst({
  children,
  className,
  ...panel
}: Omit<PanelProps, 'onCancel'> & { className: string; children: React.ReactNode }) {
  const [asking, setAsking] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const asked = useRef(false)
  useEffect(() => {
    if (!asking && asked.current) button.current?.focus()
    asked.current = asking
  }, [asking])
  const done = (then: () => void) => () => {
    setAsking(false)
    then()
  }
  if (asking) return <ConfirmPanel {...panel} onConfirm={done(panel.onConfirm)} onCancel={done(() => {})} />
  return (
    <button ref={button} type="button" className={className} onClick={() => setAsking(true)}>
      {children}
    </button>
  )
}
