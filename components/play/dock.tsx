import { Flag, MessageSquare, Search } from '../ui/icons'
import { useTranslations } from 'use-intl'
import { TellInDock, type TellProps } from './tell'

interface Props extends TellProps {
  /** The parts of a moment, one of which is shown; null where there is one alone. */
  views: { minutes: number | null; flags: number } | null
}

/** The bottom of a narrow screen. Views are links to fragments, so they work without script. */
export function Dock({ views, ...telling }: Props) {
  const t = useTranslations('play')
  const item = 'flex min-h-14 flex-col items-center justify-center gap-0.5 px-1 text-center text-fine leading-snug font-medium text-ink-2'
  return (
    <div className="fixed inset-x-0 bottom-0 z-10 border-t border-line bg-surface px-1.5 pb-[env(safe-area-inset-bottom)] lg:hidden noprint">
      <div className="flex divide-x divide-line">
        {views && (
          <nav className="flex flex-[3] justify-around" aria-label={t('views')}>
            <a href="#conversation" data-view="conversation" className={item}>
              <MessageSquare className="icon" />
              {t('viewConversation')}
            </a>
            {views.minutes !== null && (
              <a href="#checks" data-view="checks" className={item}>
                <Search className="icon" />
                {t('viewChecks', { minutes: views.minutes })}
              </a>
            )}
            <a href="#flags" data-view="flags" className={item}>
              <Flag className="icon" />
              {t('viewFlags', { count: views.flags })}
            </a>
          </nav>
        )}
        <section className="min-w-0 flex-[2]" aria-label={t('telling')}>
          <TellInDock {...telling} />
        </section>
      </div>
    </div>
  )
}
