import { X } from './icons'

export const HELP_ID = 'help'

export const Popover = ({
  id,
  title,
  close,
  place,
  children,
}: {
  id: string
  title: string
  close: string
  place: string
  children: React.ReactNode
}) => (
  <div
    id={id}
    popover="auto"
    role="dialog"
    aria-labelledby={`${id}-title`}
    className={`card inset-auto ${place} m-0 max-h-[calc(100dvh-5rem)] w-[min(26rem,calc(100vw-2rem))] overflow-y-auto p-5 text-ink shadow-card noprint`}
  >
    <div className="flex items-start justify-between gap-3">
      <h2 id={`${id}-title`} className="text-lead font-semibold">
        {title}
      </h2>
      <button type="button" className="btn btn-ghost -me-2 -mt-2 px-2.5" popoverTarget={id} popoverTargetAction="hide" aria-label={close}>
        <X className="icon" />
      </button>
    </div>
    {children}
  </div>
)
