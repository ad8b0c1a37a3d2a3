import { readAttempt, startAttempt } from '@/server/learning/attempts'
import { type FinishHandler, append } from '@/server/learning/append'
import { libraryIn } from '@/server/library/library'
import { picker } from './play'
import { playBy } from './random-play'

interface Play {
  finish?: boolean
  onFinished?: FinishHandler
}
export async function playedAttempt(learner: string, { finish = true, onFinished }: Play = {}): Promise<string> {
  const id = (await startAttempt({ learner, scenario: 'P01', variant: 'hostile', locale: 'en' }))!
  const pick = picker(1)
  const { play } = (await libraryIn('en')).compiled('P01', 'hostile')!
  const events = playBy(play, () => pick(1_000))
  const result = await append((await readAttempt(learner, id))!, 0, finish ? events : events.slice(0, -1), onFinished)
  if (!result.ok) throw new Error('the attempt was refused')
  return id
}
