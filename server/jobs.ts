import 'server-only'
import { sweepLists } from './accounts/invitation-list'
import { sweep } from './live/retention'
import { retain } from './privacy/retention'
import type { Job } from './scheduler'

const HOUR = 3600_000

/** Everything that is done without anybody asking for it. A new job is a line here. */
export const jobs: readonly Job[] = [
  { name: 'live-retention', every: HOUR, run: sweep },
  { name: 'retention', every: 24 * HOUR, run: retain },
  { name: 'invitation-lists', every: HOUR, run: sweepLists },
]
