import { ArrowDown, CircleCheck, CirclePause, CloudOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { HelpButton } from '../../ui/header'
import { Logo } from '../../ui/logo'
import { PageTitle } from '../../ui/page-title'

/** The bar of the phone: help in its usual place, and the participant's name. No link leads away from the room. */
export function PhoneBar({ title, name, skip }: { title: string; name: string; skip: string }) {
  const t = useTranslations('livePhone')
  return (
    <header className="border-b border-line bg-surface noprint">
      <a className="skip" href={skip}>
        {useTranslations('ui')('skip')}
      </a>
      <div className="mx-auto flex min-h-14 max-w-column items-center gap-2.5 px-4">
        <Logo className="size-7 shrink-0" />
        <span className="hidden min-w-0 truncate text-note font-medium sm:block">{title}</span>
        <div className="ms-auto flex min-w-0 items-center gap-2">
          {name && (
            <span className="min-w-0 truncate text-small text-ink-2">
              <span className="sr-only">{t('youAre')} </span>
              {name}
            </span>
          )}
          <div className="shrink-0">
            <HelpButton />
          </div>
        </div>
      </div>
    </header>
  )
}

/** A page that says one thing. */
export function Message({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="py-10 sm:py-16">
      <PageTitle size="narrow" focusable>
        {title}
      </PageTitle>
      <div className="mt-3 space-y-3 text-lead leading-relaxed text-ink-2">{children}</div>
    </div>
  )
}

export function Lobby({ title }: { title: string }) {
  const t = useTranslations('livePhone.lobby')
  return (
    <Message title={t('title')}>
      <p className="flex items-center gap-2 font-medium text-ink">
        <CircleCheck className="icon text-good" />
        {title}
      </p>
      <p>{t('wait')}</p>
      <p>{t('what')}</p>
      <p>{t('private')}</p>
    </Message>
  )
}

/** Who one is, before the first moment. */
export function Opening({ title, you }: { title: string; you: string }) {
  const t = useTranslations('livePhone.opening')
  return (
    <div className="py-8 sm:py-14">
      <PageTitle size="narrow" eyebrow={title} focusable>
        {useTranslations('play')('whoYouAre')}
      </PageTitle>
      <p className="mt-3 text-lead leading-relaxed">{you}</p>
      <p className="mt-5 leading-relaxed text-ink-2">{t('wait')}</p>
    </div>
  )
}

export function Closed({ home }: { home: string }) {
  const t = useTranslations('livePhone.closed')
  return (
    <Message title={t('title')}>
      <p>{t('text')}</p>
      <p>
        <a className="btn btn-primary" href={`${home}/learn`}>
          {t('learn')}
        </a>
      </p>
    </Message>
  )
}

export function Gone({ gone, home }: { gone: 'removed' | 'deleted'; home: string }) {
  const t = useTranslations(`livePhone.${gone}`)
  const closed = useTranslations('livePhone.closed')
  return (
    <Message title={t('title')}>
      <p>{t('text')}</p>
      <p>
        <a className="link inline-flex min-h-6 items-center" href={`${home}/learn`}>
          {closed('learn')}
        </a>
      </p>
    </Message>
  )
}

const NOTICE = 'flex items-start gap-2.5 rounded-xl border border-signal-line bg-signal-soft px-4 py-3 text-note leading-normal text-signal'

/** @param unsent whether an answer is still on this phone */
export function ConnectionNotice({ lost, unsent }: { lost: boolean; unsent: boolean }) {
  const t = useTranslations('livePhone')
  return (
    <div role="status" className={lost ? 'sticky top-0 z-10 mx-auto w-full max-w-column bg-bg px-4 py-2' : undefined}>
      {lost && (
        <p className={NOTICE}>
          <CloudOff className="icon mt-0.5" />
          {t(unsent ? 'lostUnsent' : 'lost')}
        </p>
      )}
    </div>
  )
}

export function PausedNotice() {
  const t = useTranslations('livePhone')
  return (
    <p className={`mt-4 ${NOTICE}`}>
      <CirclePause className="icon mt-0.5" />
      {t('paused')}
    </p>
  )
}

/** The result of an answer that was posted without script. */
export const PostedNotice = ({ children }: { children: string }) => (
  <p role="status" className={`mt-4 ${NOTICE}`}>
    {children}
  </p>
)

/** Leads down to new content that is out of sight. Without script nothing appears while reading. */
export function Below({ id, children }: { id: string; children: React.ReactNode }) {
  const [isBelow, setIsBelow] = useState(false)
  useEffect(() => {
    const target = document.getElementById(id)
    if (!target) return
    const observer = new IntersectionObserver(([entry]) => setIsBelow(!entry!.isIntersecting && entry!.boundingClientRect.top > 0))
    observer.observe(target)
    return () => observer.disconnect()
  }, [id])
  if (!isBelow) return null
  return (
    <div className="fixed inset-x-0 bottom-0 z-10 mx-auto max-w-column px-4 pb-[max(.75rem,env(safe-area-inset-bottom))] noprint">
      <a href={`#${id}`} className="btn btn-primary w-full shadow-card">
        {children}
        <ArrowDown className="icon" />
      </a>
    </div>
  )
}
