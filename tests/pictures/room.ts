/** A live session: what the room sees, what a phone in it sees, and what only the facilitator sees. */
import { at, hydrated, ratings } from '../support/browser'
import { act, answered, question } from '../support/live-screens'
import { along, toldRoom } from '../support/live-tour'
import { variantIn, wayTo } from '../support/play'
import { type Camera, PHONE } from './camera'

const known = variantIn('P01', 'hostile')
const { scenes } = known.compiled.play
/** What each phone votes, by letter: apart before the room talks, and less so afterwards. */
const BEFORE = 'AAAAABBBBBBCCCCDEE'
const AFTER = 'AABBBBBBBBBBBCCCCE'
const PHONES = BEFORE.length
/** Where ballots are drawn: see `ballotFor`. */
const LOTS: Record<string, number> = { A: 0, B: 0.7, C: 0.78, D: 0.86, E: 0.94 }
const lots = (votes: string) => (phone: number) => LOTS[votes[phone]!]!

export async function room(camera: Camera): Promise<void> {
  const told = await toldRoom(camera.server.url, known, { size: String(PHONES) }, PHONES)
  const { base, projectorKey } = told.session
  const cockpit = await (await camera.visitor({ viewport: { width: 1440, height: 900 } })).newPage()
  const projector = await (await camera.visitor({ viewport: { width: 1280, height: 720 } })).newPage()
  const phone = await (await camera.visitor(PHONE)).newPage()
  await told.enter(cockpit.context(), 'facilitator')
  await told.enter(phone.context(), 'phone')
  await told.tell({ type: 'introduce' })
  await told.tell({ type: 'start' })
  await along(
    told,
    wayTo(known, (id) => Boolean(scenes[id]?.rating)),
  )
  await told.flag()
  const vote = await told.tell({ type: 'vote' })
  await phone.goto(base)
  await at(phone, vote)
  await hydrated(phone)
  await ratings(phone).getByRole('radio').nth(2).check()
  await act(phone).nth(1).check()
  await question(phone).evaluate((el) => el.scrollIntoView({ block: 'center' }))
  await camera.take(phone, 'room-phone')
  await told.vote(lots(BEFORE))
  await told.tell({ type: 'discuss', seconds: 180 })
  await told.tell({ type: 'vote' })
  await told.vote(lots(AFTER))
  await told.tell({ type: 'reveal' })
  const result = await told.tell({ type: 'timer', seconds: 120 })
  await projector.goto(`${base}/projector?key=${projectorKey}`)
  await at(projector, result)
  await camera.take(projector, 'projector')
  await cockpit.goto(`${base}/cockpit`)
  await at(cockpit, result)
  await answered(cockpit, PHONES, PHONES)
  await camera.take(cockpit, 'cockpit')
}
