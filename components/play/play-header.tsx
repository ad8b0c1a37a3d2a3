import { Check, CloudOff, RefreshCw } from '../ui/icons'
import { useEffect, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import type { Delivery, Links } from '@/scenarios/engine/play/delivery'
import { Header } from '../ui/header'
import type { Outbox, JournalState } from './outbox'
import { ClientLink } from './client-link'

export interface PlayHeaderProps {
  title: string
  links: Links
  delivery: Pick<Delivery, 'leave'>
  outbox: Pick<Outbox, 'saved' | 'subscribe'> | null
  skip: string
}

export function PlayHeader({ title, links: { home, leave, course }, delivery, outbox, skip }: PlayHeaderProps) {
  const t = useTranslations('play')
  return (
    <Header
      home={home}
      crumbs={[...(course ? [course] : []), { label: title }]}
      width="max-w-stage"
      skip={{ href: skip, label: t(skip === '#follows' ? 'skipToFollows' : 'skip') }}
    >
      <SavedChip outbox={outbox} delivery={delivery} />
      <ClientLink href={leave} go={() => delivery.leave()} className="btn btn-quiet min-h-10 whitespace-nowrap px-3.5 max-[22rem]:px-2">
        {t('leave')}
      </ClientLink>
    </Header>
  )
}

const nothing = () => () => {}

export function SavedChip({ outbox, delivery }: Pick<PlayHeaderProps, 'outbox' | 'delivery'>) {
  const t = useTranslations('play.saved')
  const saved = useSyncExternalStore<JournalState>(outbox?.subscribe ?? nothing, outbox?.saved ?? (() => 'saved'), () => 'saved')
  useEffect(() => {
    if (saved === 'conflict' || saved === 'gone') delivery.leave(saved)
  }, [saved, delivery])
  const Icon = saved === 'waiting' ? CloudOff : saved === 'saving' ? RefreshCw : Check
  const quiet = saved === 'saved' || saved === 'saving'
  return (
    <span
      role="status"
      className={`chip ${quiet ? 'hidden bg-good-soft text-good lg:inline-flex' : 'bg-signal-soft text-signal max-sm:order-last max-sm:basis-full max-sm:justify-center'}`}
    >
      <Icon className="icon" />
      {t(saved)}
    </span>
  )
}
