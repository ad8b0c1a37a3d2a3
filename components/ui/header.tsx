'use client'
import { LifeBuoy } from './icons'
import { useTranslations } from 'use-intl'
import { BrandMark, useBrand } from './brand'
import { HELP_ID } from './popover'

interface Crumb {
  label: string
  href?: string
  go?(): void
}

function within(event: React.MouseEvent, go: () => void) {
  event.preventDefault()
  go()
}

export function Header({
  home,
  crumbs,
  width = 'max-w-site',
  skip,
  named = false,
  children,
}: {
  home: string
  crumbs: Crumb[]
  width?: string
  skip: { href: string; label: string }
  named?: boolean
  children?: React.ReactNode
}) {
  const t = useTranslations('ui')
  const brand = useBrand()
  return (
    <header className="border-b border-line bg-surface noprint">
      <a className="skip" href={skip.href}>
        {skip.label}
      </a>
      <div className={`mx-auto flex min-h-14 items-center gap-2 px-4 sm:gap-3 lg:px-8 ${width}`}>
        <a href={home} className="flex items-center gap-2.5 font-semibold tracking-tight lg:shrink-0" aria-label={brand?.home ?? t('home')}>
          <BrandMark brand={brand} named={named} />
        </a>
        {crumbs.length > 0 && (
          <nav aria-label={t('breadcrumb')} className="hidden min-w-0 md:block">
            <ol className="flex flex-wrap items-center gap-x-2 py-1 text-small text-ink-2">
              {crumbs.map(({ label, href, go }, i) => (
                <li key={label} className="flex min-w-0 items-center gap-2">
                  <span aria-hidden="true" className="text-line-2">
                    /
                  </span>
                  {href ? (
                    <a className="hover:underline" href={href} onClick={go && ((event) => within(event, go))}>
                      {label}
                    </a>
                  ) : (
                    <span className="font-medium text-ink" aria-current={i === crumbs.length - 1 ? 'page' : undefined}>
                      {label}
                    </span>
                  )}
                </li>
              ))}
            </ol>
          </nav>
        )}
        <div className="ms-auto flex flex-wrap items-center justify-end gap-1 py-1.5 sm:gap-2 md:shrink-0 md:flex-nowrap">
          <HelpButton />
          {children}
        </div>
      </div>
    </header>
  )
}

/**
 * The browser alone opens the organisation's contacts in place: no request, no record. The layout contains them.
 * @param whole whether to use the long words: in a room that asks itself whether a case is genuine, the short ones would look like a hint
 */
export function HelpButton({ whole = false }: { whole?: boolean }) {
  const t = useTranslations('ui')
  return (
    <button
      type="button"
      className={`btn btn-ghost px-2.5 max-[22rem]:px-1.5 ${whole ? 'min-w-0 whitespace-normal text-start' : ''}`}
      popoverTarget={HELP_ID}
    >
      <LifeBuoy className="icon" />
      <span className={whole ? undefined : 'hidden lg:inline'}>{t('help')}</span>
      {!whole && <span className="lg:hidden">{t('helpShort')}</span>}
    </button>
  )
}
