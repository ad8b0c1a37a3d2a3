import { useEffect, useState, useSyncExternalStore } from 'react'
import type { HostAction } from '@/scenarios/engine/live/schema'
import { createCommander } from './commander'
import { hostPost } from './host-post'

export type Desk = (message: HostAction) => ReturnType<ReturnType<typeof hostPost>>

/** Posts of this cockpit: commands one at a time, and work at the desk. */
export function useHost(base: string, version: number) {
  const [{ commander, desk }] = useState(() => {
    const post = hostPost(base)
    return {
      commander: createCommander((message) => post('commands', message), version),
      desk: (message: HostAction) => post('desk', message),
    }
  })
  useEffect(() => commander.saw(version), [commander, version])
  return { commander, desk, commanding: useSyncExternalStore(commander.subscribe, commander.read, commander.read) }
}
