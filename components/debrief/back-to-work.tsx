import { ArrowRight, RotateCcw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { MomentReview } from '@/scenarios/engine/debrief/turning-point'

export interface BackToWorkProps {
  replay: string | null
  other: string | null
  /** The next scenario; null if a course says what is next. */
  next: string | null
  contact: React.ReactNode
  own?: { title: string; text: string } | null
}

interface Props extends BackToWorkProps {
  /** The moment to begin again from; null if its own card offers that. */
  moment: MomentReview | null
}

export function BackToWork({ replay, other, next, contact, own, moment }: Props) {
  const t = useTranslations('debrief')
  const isLeading = (replay && moment) || other || next
  return (
    <section aria-labelledby="transfer-h" className="card p-4 noprint sm:p-6">
      <div className="grid items-start gap-x-12 gap-y-4 lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[auto_1fr]">
        <div className="max-w-prose">
          <h2 id="transfer-h" className="text-h2">
            {own?.title ?? t('transfer.title')}
          </h2>
          <p className="mt-1.5 leading-normal text-ink-2">{own?.text ?? t('transfer.note')}</p>
        </div>
        <div className="space-y-2 lg:row-span-2">{contact}</div>
        {isLeading && (
          <div className="flex flex-wrap gap-2.5 max-lg:border-t max-lg:border-line max-lg:pt-5 max-sm:grid lg:self-end">
            {replay && moment && (
              <Post action={replay}>
                <button type="submit" name="from" value={moment.n} className="btn btn-quiet w-full">
                  <RotateCcw className="icon" aria-hidden="true" />
                  {t('replayFrom', { title: moment.title })}
                </button>
              </Post>
            )}
            {other && (
              <Post action={other}>
                <button type="submit" className="btn btn-quiet w-full">
                  {t('other')}
                </button>
              </Post>
            )}
            {next && (
              <a className="btn btn-primary sm:ms-auto" href={next}>
                {t('next')}
                <ArrowRight className="icon" aria-hidden="true" />
              </a>
            )}
          </div>
        )}
      </div>
    </section>
  )
}

const Post = ({ action, children }: { action: string; children: React.ReactNode }) => (
  <form method="post" action={action}>
    {children}
  </form>
)
