import type { AskedCommand } from '@/scenarios/engine/live/schema'
import { type Session, Stream, ask, openSession, giveCommand } from '../../support/live'
import { ballotFor } from '../../support/phone'
import type { TestServer } from '../../support/server'

/** A server accepts 240 commands a minute from one facilitator, so several share them. */
const EACH = 200

export interface Course {
  session: Session
  cockpit: Stream
  give(command: AskedCommand, base?: string): Promise<void>
  version(): number
  close(): void
}

export async function takeCourse(server: TestServer, commands: number): Promise<Course> {
  const session = await openSession(server.url)
  const facilitators = [session.cookie]
  while (facilitators.length * EACH < commands) facilitators.push(await anotherFacilitator(session))
  const cockpit = new Stream(`${session.base}/stream?as=facilitator`, session.cookie)
  await cockpit.connect()
  let version = 0
  return {
    session,
    cockpit,
    version: () => version,
    close: () => cockpit.close(),
    async give(command, base = session.base) {
      const reply = await giveCommand({ ...session, base, cookie: facilitators[version % facilitators.length]! }, version, command)
      if (reply.status !== 200) throw new Error(`${JSON.stringify(command)} was refused: ${reply.status} ${reply.reason}`)
      version = reply.version!
    },
  }
}

async function anotherFacilitator({ facilitatorLink }: Session): Promise<string> {
  const accepted = await ask(`${facilitatorLink}/accept`, { method: 'POST', body: '', type: 'application/x-www-form-urlencoded' })
  const cookie = accepted.headers['set-cookie']?.map((c) => c.split(';')[0]).join('; ')
  if (!cookie) throw new Error(`the facilitator link was refused: ${accepted.status}`)
  return cookie
}

export async function goToJudgement({ give, cockpit, version }: Course): Promise<void> {
  const seen = () => cockpit.until(({ view }) => view!.version === version())
  await give({ type: 'start' })
  for (;;) {
    await give({ type: 'vote' })
    await seen()
    const ballot = ballotFor(cockpit.view!.question!, 0)
    if (ballot.kind !== 'decide') return
    await give({ type: 'decide', by: 'facilitator', choices: ballot.choices })
    await seen()
    if (cockpit.view!.phase === 'consequence') await give({ type: 'continue' })
  }
}
