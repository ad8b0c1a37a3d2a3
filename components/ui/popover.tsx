import { X } from './icons'

export const HELP_ID = 'help'
/** Below the bar, at the end of the page's column. */
export const BELOW_BAR = 'top-16 end-4 lg:end-[max(2rem,calc((100vw-var(--container-site))/2+2rem))]'

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
