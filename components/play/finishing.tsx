import { useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import type { Delivery, Links } from '@/scenarios/engine/play/delivery'
import { PageTitle } from '../ui/page-title'
import { ClientLink } from './client-link'
import type { JournalState, Outbox } from './outbox'

interface Props {
  outbox: Pick<Outbox, 'saved' | 'subscribe'> | null
  links: Pick<Links, 'finish'>
  finish: Delivery['finish']
}
const nothing = () => () => {}

/** After the last answer. The debrief needs all of them to be saved, so without a connection this says what it waits for. */
export function Finishing({ outbox, links, finish }: Props) {
  const t = useTranslations('play')
  const saved = useSyncExternalStore<JournalState>(outbox?.subscribe ?? nothing, outbox?.saved ?? (() => 'saved'), () => 'saved')
  const waits = saved === 'waiting'
  return (
    <main id="main" className="mx-auto max-w-column px-4 py-16 text-center">
      <PageTitle size="step" focusable>
        {t(waits ? 'finishingWaits' : 'finishing')}
      </PageTitle>
      <p role="status" className="mx-auto mt-3 max-w-prose text-ink-2">
        {waits && t('finishingWaitsNote')}
      </p>
      {!waits && (
        <ClientLink href={links.finish} go={finish} className="btn btn-primary mt-6">
          {t('toDebrief')}
        </ClientLink>
      )}
    </main>
  )
}
