import { X } from './icons'

/** The id of what the button in every header opens. */
export const HELP_ID = 'help'

/** "Is this happening to you?": what to do in a real case, over any page. */
export const Help = ({ title, close, children }: { title: string; close: string; children: React.ReactNode }) => (
  <div
    id={HELP_ID}
    popover="auto"
    role="dialog"
    aria-labelledby={`${HELP_ID}-title`}
    className="card inset-auto end-4 top-16 m-0 max-h-[calc(100dvh-5rem)] w-[min(26rem,calc(100vw-2rem))] overflow-y-auto p-5 text-ink shadow-card noprint lg:end-8"
  >
    <div className="flex items-start justify-between gap-3">
      <h2 id={`${HELP_ID}-title`} className="text-lead font-semibold">
        {title}
      </h2>
      <button
        type="button"
        className="btn btn-ghost -me-2 -mt-2 px-2.5"
        popoverTarget={HELP_ID}
        popoverTargetAction="hide"
        aria-label={close}
      >
        <X className="icon" />
      </button>
    </div>
    {children}
  </div>
)
