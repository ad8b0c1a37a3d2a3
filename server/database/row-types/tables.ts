import type { AccountTables } from './accounts'
import type { CourseTables } from './courses'
import type { LiveTables } from './live'
import type { LtiTables } from './lti'
import type { MemberTables } from './members'
import type { OutboxTables } from './outbox'
import type { PlayTables } from './play'

/** The tables, as Kysely's types. In both databases ids are text, times are milliseconds since 1970, and JSON is stored as text. */
export interface Tables extends AccountTables, CourseTables, LiveTables, LtiTables, MemberTables, OutboxTables, PlayTables {}
