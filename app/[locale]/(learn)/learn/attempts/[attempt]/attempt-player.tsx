'use client'
import { useEffect, useMemo } from 'react'
import { httpDelivery } from '@/components/play/http-delivery'
import { Player, type PlayerProps } from '@/components/play/player'
import type { Links, PlayerStart } from '@/scenarios/engine/play/delivery'

export type SerialisedStart = Omit<PlayerStart, 'play'> & { play: string }

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
 * Keeps the page, and what its links show, for when there is no network. Not within a launch: its address alone opens it, so we keep it
 * nowhere.
 */
function useOffline(wanted: boolean, { home, course }: Links) {
  useEffect(() => {
    for (const scope of [`${home}/learn`, course?.href])
      if (wanted && scope)
        navigator.serviceWorker
          ?.register('/offline.js', { scope })
          // The page came while the worker took over the page before it, so the worker does not know it yet.
          .then(({ active }) => navigator.serviceWorker.controller ?? active?.postMessage(0))
          .catch(() => {})
  }, [wanted, home, course])
}
