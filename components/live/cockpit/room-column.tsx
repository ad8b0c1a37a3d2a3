import type { Counts } from '@/scenarios/engine/live/host'
import type { AskedCommand, HostAction } from '@/scenarios/engine/live/schema'
import type { RoomView } from '@/scenarios/engine/live/view'
import type { JoinInfo, Joined } from '@/scenarios/engine/live/wire'
import { JoinCard } from './join-card'
import { type CockpitLinks, More } from './more'
import { People } from './people'

interface RoomColumnProps {
  view: RoomView
  counts: Counts | null
  join: JoinInfo | null
  size: number
  skew: number
  people: Joined[]
  nicknames: boolean
  tables: boolean
  links: CockpitLinks
  busy: boolean
  send: (command: AskedCommand) => void
  hostAction: (message: HostAction) => void
  /** Nobody has a phone: there is nothing to join. */
  alone: boolean
  /** What stands below the code. */
  children: React.ReactNode
}

/** Who is here and how others join, and what is seldom needed. */
export function RoomColumn({ view, counts, join, size, people, busy, send, hostAction, alone, children, ...rest }: RoomColumnProps) {
  const { locked } = view
  const closed = view.phase === 'closed'
  return (
    <>
      {!alone && (
        <JoinCard
          join={join}
          joined={counts?.joined ?? 0}
          refused={counts?.host?.refused ?? null}
          skew={rest.skew}
          size={size}
          locked={locked}
          closed={closed}
          busy={busy}
          onLock={() => send({ type: locked ? 'unlock' : 'lock' })}
          onNewCode={() => hostAction({ type: 'code' })}
        />
      )}
      {children}
      {!alone && (
        <People
          people={people}
          nicknames={rest.nicknames}
          tables={rest.tables}
          closed={closed}
          onRemove={(participant) => hostAction({ type: 'remove', participant })}
        />
      )}
      <More links={rest.links} alone={alone} closed={closed} busy={busy} send={send} />
    </>
  )
}
