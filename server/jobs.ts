import 'server-only'
import { sweepSignIns } from './accounts/expired-sessions'
import { listWaiting } from './reports/codes'
import { fillAll } from './directory/fill-cohorts'
import { sweepFormDrafts } from './accounts/form-drafts'
import { notifyOwners } from './reports/owner-digest'
import { countStanding } from './reports/compliance'
import { publishFigures } from './reports/figures'
import { directoryJob } from './directory/schedule'
import { tellManagers } from './reminders/managers'
import { remind, tellCompleted } from './reminders/reminders'
import { settleFeedback } from './learning/feedback'
import { sweep } from './live/retention'
import { makeAuditFiles } from './audit-files/make'
import { sweepLaunches } from './lti/launches'
import { scores } from './lti/send-scores'
import { emptyOutbox } from './outbox/outbox'
import { retain } from './privacy/retention'
import type { Job } from './scheduler'
import { statements } from './xapi/send'

const HOUR = 3600_000

/** All background jobs. A new job is one more line here. */
export const jobs: readonly Job[] = [
  { name: 'live-retention', every: HOUR, run: sweep },
  { name: 'feedback', every: 24 * HOUR, run: () => settleFeedback() },
  { name: 'retention', every: 24 * HOUR, run: retain },
  { name: 'codes', every: HOUR, run: () => listWaiting() },
  { name: 'figures', every: HOUR, run: publishFigures },
  { name: 'standing', every: HOUR, run: () => countStanding() },
  // At every tick, which comes once a minute.
  { name: 'audit-files', every: 50_000, run: makeAuditFiles },
  { name: 'reminders', every: HOUR, run: inSlices(remind) },
  { name: 'completions', every: HOUR, run: inSlices(tellCompleted) },
  { name: 'managers', every: 24 * HOUR, run: (stopping) => tellManagers(Date.now(), stopping) },
  { name: 'owner-digest', every: 24 * HOUR, run: (stopping) => notifyOwners(Date.now(), stopping) },
  { name: 'directory', every: HOUR / 4, run: (stopping) => directoryJob(Date.now(), stopping) },
  { name: 'cohort-rules', every: HOUR, run: fillAll },
  { name: 'kept-forms', every: HOUR, run: sweepFormDrafts },
  { name: 'sign-ins', every: HOUR, run: sweepSignIns },
  { name: 'launches', every: HOUR / 4, run: () => sweepLaunches() },
  // At every tick, like audit files.
  { name: 'outbox', every: 50_000, run: (stopping) => emptyOutbox([statements, scores()], stopping) },
]

/** So that a long run of mails does not hold up other jobs. */
function inSlices(send: typeof remind): Job['run'] {
  return async (stopping) => {
    const done = await send(Date.now(), stopping)
    if (!done) return null
    const { more, ...counts } = done
    return more ? { again: counts } : counts
  }
}
