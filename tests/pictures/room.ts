import { at, hydrated, ratings } from '../support/browser'
import { act, answered, question } from '../support/live-screens'
import { along, guidedRoom } from '../support/live-tour'
import { variantIn, wayTo } from '../support/play'
import { type Camera, PHONE } from './camera'

const known = variantIn('P01', 'hostile')
const { scenes } = known.compiled.play
/** What each phone votes, by letter: divided before the discussion, and less so afterwards. */
const BEFORE = 'AAAAABBBBBBCCCCDEE'
const AFTER = 'AABBBBBBBBBBBCCCCE'
const PHONES = BEFORE.length
/** The draws for `ballotFor`. */
const LOTS: Record<string, number> = { A: 0, B: 0.7, C: 0.78, D: 0.86, E: 0.94 }
const lots = (votes: string) => (phone: number) => LOTS[votes[phone]!]!

export async function room(camera: Camera): Promise<void> {
  const room = await guidedRoom(camera.server.url, known, { size: String(PHONES) }, PHONES)
  const { base, projectorKey } = room.session
  const cockpit = await (await camera.visitor({ viewport: { width: 1440, height: 900 } })).newPage()
  const projector = await (await camera.visitor({ viewport: { width: 1280, height: 720 } })).newPage()
  const phone = await (await camera.visitor(PHONE)).newPage()
  await room.enter(cockpit.context(), 'facilitator')
  await room.enter(phone.context(), 'phone')
  await room.command({ type: 'introduce' })
  await room.command({ type: 'start' })
  await along(
    room,
    wayTo(known, (id) => Boolean(scenes[id]?.rating)),
  )
  await room.flag()
  const vote = await room.command({ type: 'vote' })
  await phone.goto(base)
  await at(phone, vote)
  await hydrated(phone)
  await ratings(phone).getByRole('radio').nth(2).check()
  await act(phone).nth(1).check()
  await question(phone).evaluate((el) => el.scrollIntoView({ block: 'center' }))
  await camera.take(phone, 'room-phone')
  await room.vote(lots(BEFORE))
  await room.command({ type: 'discuss', seconds: 180 })
  await room.command({ type: 'vote' })
  await room.vote(lots(AFTER))
  await room.command({ type: 'reveal' })
  const result = await room.command({ type: 'timer', seconds: 120 })
  await projector.goto(`${base}/projector?key=${projectorKey}`)
  await at(projector, result)
  await camera.take(projector, 'projector')
  await cockpit.goto(`${base}/cockpit`)
  await at(cockpit, result)
  await answered(cockpit, PHONES, PHONES)
  await camera.take(cockpit, 'cockpit')
}
