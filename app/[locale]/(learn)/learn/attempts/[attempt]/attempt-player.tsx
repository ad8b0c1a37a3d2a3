'use client'
import { useMemo } from 'react'
import { httpJournal } from '@/components/play/http-journal'
import { Player, type PlayerProps } from '@/components/play/player'

/** The player with its journal on our server. */
export function AttemptPlayer(props: Omit<PlayerProps, 'journal'>) {
  const journal = useMemo(() => httpJournal(props.action), [props.action])
  return <Player {...props} journal={journal} />
}
