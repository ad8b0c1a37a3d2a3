'use client'
import { useEffect, useMemo } from 'react'
import { httpDelivery } from '@/components/play/http-delivery'
import { Player, type PlayerProps } from '@/components/play/player'
import type { Links, PlayerStart } from '@/scenarios/engine/play/delivery'

/** What is opened, with the play as JSON. */
export type SerialisedStart = Omit<PlayerStart, 'play'> & { play: string }

/** The player of an attempt on our server. */
export function AttemptPlayer({
  opened,
  offline,
  ...props
}: Omit<PlayerProps, 'delivery'> & { opened: SerialisedStart; offline: boolean }) {
  const delivery = useMemo(() => httpDelivery({ ...opened, play: JSON.parse(opened.play) }), [opened])
  useOffline(offline, opened.links)
  return <Player {...props} delivery={delivery} />
}

/**
 * Has the page kept for when there is no network, and what its ways out show then. Not within a launch: its address opens it and is kept
 * nowhere.
 */
function useOffline(wanted: boolean, { home, course }: Links) {
  useEffect(() => {
    for (const scope of [`${home}/learn`, course?.href])
      if (wanted && scope)
        navigator.serviceWorker
          ?.register('/offline.js', { scope })
          // Come while the worker took over the page before this one: it does not know of it yet.
          .then(({ active }) => navigator.serviceWorker.controller ?? active?.postMessage(0))
          .catch(() => {})
  }, [wanted, home, course])
}
