'use client'
import { useMemo } from 'react'
import { httpDelivery } from '@/components/play/http-delivery'
import { Player, type PlayerProps } from '@/components/play/player'
import type { Opened } from '@/scenarios/engine/play/delivery'

/** The player of an attempt on our server. */
export function AttemptPlayer({ opened, ...props }: Omit<PlayerProps, 'delivery'> & { opened: Opened }) {
  const delivery = useMemo(() => httpDelivery(opened), [opened])
  return <Player {...props} delivery={delivery} />
}
