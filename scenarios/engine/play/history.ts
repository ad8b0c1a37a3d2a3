import type { Step } from './journal'
import { type ArtefactOf, type StagedPlay, holds } from './play'
import { sentBy } from './submission-view'

type Message = ArtefactOf<'messages'>['messages'][number]
export interface EarlierMessage {
  id: string
  from: string
  at: string
  texts: string[]
}

export function earlierMessages(play: StagedPlay, steps: readonly Step[], artefact: ArtefactOf<'messages'>): EarlierMessage[] {
  const chain = new Set<string>()
  const threads = Object.values(play.scenes)
    .flatMap((s) => s.show)
    .filter((a): a is ArtefactOf<'messages'> => a.kind === 'messages')
  for (let id = artefact.continues; id && !chain.has(id); id = threads.find((t) => t.id === id)?.continues) chain.add(id)
  return steps.flatMap((step) => {
    const { event, before } = step
    if (event.type !== 'decide') return []
    const scene = play.scenes[before.scene]!
    const thread = scene.show.find((a): a is ArtefactOf<'messages'> => chain.has(a.id) && a.kind === 'messages' && holds(a.when, before))
    if (!thread) return []
    const shown = thread.messages.filter((m) => holds(m.when, before)).map(toEarlier)
    const sent = sentBy(play, step)?.reply ?? []
    return sent.length > 0 ? [...shown, { id: `${scene.decisions[0]!.id}-sent`, from: 'you', at: scene.when, texts: sent }] : shown
  })
}
const toEarlier = ({ id, from, at, segments }: Message): EarlierMessage => ({ id, from, at, texts: segments.map((s) => s.text) })
