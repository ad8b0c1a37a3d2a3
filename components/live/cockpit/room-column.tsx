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
  people: Joined[]
  nicknames: boolean
  tables: boolean
  links: CockpitLinks
  busy: boolean
  send: (command: AskedCommand) => void
  hostAction: (message: HostAction) => void
  /** What stands between the people and the rest. */
  children: React.ReactNode
}

/** Who is here and how others join, and what is seldom needed. */
export function RoomColumn({
  view,
  counts,
  join,
  size,
  people,
  nicknames,
  tables,
  links,
  busy,
  send,
  hostAction,
  children,
}: RoomColumnProps) {
  const { locked } = view
  const closed = view.phase === 'closed'
  return (
    <>
      <JoinCard
        join={join}
        joined={counts?.joined ?? 0}
        size={size}
        locked={locked}
        closed={closed}
        busy={busy}
        onLock={() => send({ type: locked ? 'unlock' : 'lock' })}
        onNewCode={() => hostAction({ type: 'code' })}
      />
      <People
        people={people}
        nicknames={nicknames}
        tables={tables}
        closed={closed}
        onRemove={(participant) => hostAction({ type: 'remove', participant })}
      />
      {children}
      <More links={links} closed={closed} busy={busy} send={send} />
    </>
  )
}
