import type { WithWords } from './words'

export function ProgressBar({ t, done, of }: WithWords & { done: number; of: number }) {
  return (
    <div>
      <p className="text-small text-ink-2">{t('done', { done, of })}</p>
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" className="mt-1.5 h-1.5 w-full overflow-hidden rounded-full" aria-hidden="true">
        <rect width="100" height="6" className="fill-line-2" />
        <rect width={(100 * done) / of} height="6" className="fill-accent" />
      </svg>
    </div>
  )
}
