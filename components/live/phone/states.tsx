import { ArrowDown, ArrowUp, CircleCheck, CirclePause, CloudOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { RoomView } from '@/scenarios/engine/live/view'
import { HelpButton } from '../../ui/header'
import { Logo } from '../../ui/logo'
import { PageTitle } from '../../ui/page-title'

export function PhoneBar({ title, name, skip }: { title: string; name: string; skip: string }) {
  const t = useTranslations('livePhone')
  return (
    <header className="border-b border-line bg-surface noprint">
      <a className="skip" href={skip}>
        {useTranslations('ui')('skip')}
      </a>
      <div className="mx-auto flex min-h-14 max-w-column items-center gap-2.5 px-4">
        <Logo className="size-7 shrink-0 max-[22rem]:hidden" />
        <span className="hidden min-w-0 truncate text-note font-medium sm:block">{title}</span>
        <div className="ms-auto flex min-w-0 items-center gap-2">
          {name && (
            <span className="max-w-[40vw] shrink-0 truncate text-small text-ink-2">
              <span className="sr-only">{t('youAre')} </span>
              {name}
            </span>
          )}
          <HelpButton whole />
        </div>
      </div>
    </header>
  )
}

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

export function Lobby({ title, crowd }: Pick<RoomView, 'title' | 'crowd'>) {
  const t = useTranslations('livePhone.lobby')
  return (
    <>
      <Message title={t('title')}>
        <p className="flex items-center gap-2 font-medium text-ink">
          <CircleCheck className="icon text-good" />
          {title}
        </p>
        <p>{t('wait')}</p>
      </Message>
      <section aria-labelledby="how-h" className="card -mt-4 p-4 shadow-card sm:p-6">
        <h2 id="how-h" className="text-h3">
          {t('how')}
        </h2>
        <ol className="mt-3 space-y-4 leading-relaxed">
          <Step n={1}>
            {t('flag')}
            <TryOut />
          </Step>
          <Step n={2}>{t('vote', { crowd })}</Step>
          <Step n={3}>{t('private')}</Step>
        </ol>
      </section>
    </>
  )
}

const Step = ({ n, children }: { n: number; children: React.ReactNode }) => (
  <li className="flex gap-3">
    <b aria-hidden="true" className="w-4 shrink-0 font-semibold text-accent tabular-nums">
      {n}
    </b>
    <div className="min-w-0 flex-1">{children}</div>
  </li>
)

/** The box is in no form and has no name, so nothing is sent. */
function TryOut() {
  const t = useTranslations('livePhone.lobby')
  const [flagged, setFlagged] = useState<boolean | null>(null)
  return (
    <div className="mt-2 rounded-xl bg-surface-2 px-3.5 py-2.5">
      <label className="segment relative">
        <input type="checkbox" className="sr-only" onChange={(e) => setFlagged(e.currentTarget.checked)} />
        {t('sentence')}
      </label>
      <p role="status" className="mt-1 text-small text-ink-2">
        {t(flagged === null ? 'try' : flagged ? 'tried' : 'undone')}
      </p>
    </div>
  )
}

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

export function Closed({ home, contacts }: { home: string; contacts: Contact[] }) {
  const t = useTranslations('livePhone.closed')
  return (
    <>
      <Message title={t('title')}>
        <p>{t('text')}</p>
      </Message>
      <section aria-labelledby="after-h" className="card p-4 shadow-card sm:p-6">
        <Afterwards home={home} contacts={contacts} />
      </section>
    </>
  )
}

export interface Contact {
  name: string
  ways: string[]
  /** What to do where there is no way. */
  note?: string
}
const STEPS = ['keep', 'warn', 'report'] as const

export function Afterwards({ home, contacts }: { home: string; contacts: Contact[] }) {
  const t = useTranslations('livePhone.closed')
  const card = useTranslations('organisation.card')
  return (
    <>
      <h2 id="after-h" className="text-h3">
        {t('after')}
      </h2>
      <ol className="mt-3 space-y-2.5 leading-relaxed">
        {STEPS.map((step, i) => (
          <Step key={step} n={i + 1}>
            {card(`steps.${step}`)}
          </Step>
        ))}
      </ol>
      <div className="mt-4 rounded-xl border border-accent-line bg-accent-soft px-4 py-3">
        <h3 className="text-small text-ink-2">{card('report')}</h3>
        {contacts.map(({ name, ways, note }) => (
          <div key={name} className="mt-1">
            <p className="font-semibold">{name}</p>
            {ways.map((way) => (
              <p key={way} className="wrap-anywhere">
                <a
                  className="link inline-flex min-h-6 items-center"
                  href={`${way.includes('@') ? 'mailto' : 'tel'}:${way.replace(/\s/g, '')}`}
                >
                  {way}
                </a>
              </p>
            ))}
            {note && <p>{note}</p>}
          </div>
        ))}
      </div>
      <p className="mt-5">
        <a className="btn btn-primary" href={`${home}/learn`}>
          {t('learn')}
        </a>
      </p>
    </>
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

export function Notices({ lost, unsent, paused }: { lost: boolean; unsent: boolean; paused: boolean }) {
  const t = useTranslations('livePhone')
  return (
    <div className={lost || paused ? 'sticky top-0 z-10 -mx-4 space-y-2 bg-bg px-4 py-2 noprint' : undefined}>
      <div role="status">
        {lost && (
          <p className={NOTICE}>
            <CloudOff className="icon mt-0.5" />
            {t(unsent ? 'lostUnsent' : 'lost')}
          </p>
        )}
      </div>
      {paused && (
        <p className={NOTICE}>
          <CirclePause className="icon mt-0.5" />
          {t('paused')}
        </p>
      )}
    </div>
  )
}

export const PostedNotice = ({ children }: { children: string }) => (
  <p role="status" className={`mt-4 ${NOTICE}`}>
    {children}
  </p>
)

/** Leads to new content that is out of sight: further down, or with `both` anywhere. Without script nothing appears while people read. */
export function Below({ id, both = false, children }: { id: string; both?: boolean; children: React.ReactNode }) {
  const [away, setAway] = useState(0)
  useEffect(() => {
    const target = document.getElementById(id)
    if (!target) return
    const observer = new IntersectionObserver(([entry]) => setAway(entry!.isIntersecting ? 0 : Math.sign(entry!.boundingClientRect.top)))
    observer.observe(target)
    return () => observer.disconnect()
  }, [id])
  if (away === 0 || (away < 0 && !both)) return null
  return (
    <div className="fixed inset-x-0 bottom-0 z-10 mx-auto max-w-column px-4 pb-[max(.75rem,env(safe-area-inset-bottom))] noprint">
      <a href={`#${id}`} className="btn btn-primary w-full shadow-card">
        {children}
        {away > 0 ? <ArrowDown className="icon" /> : <ArrowUp className="icon" />}
      </a>
    </div>
  )
}
