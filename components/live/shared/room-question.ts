import { useTranslations } from 'use-intl'
import type { RoomView } from '@/scenarios/engine/live/view'
import { type Part, PARTS } from '@/scenarios/engine/live/room-state'

/** What the wall asks the room now: the scenario's own question, else the general one for this step. Null where it asks nothing. */
export function useRoomQuestion({ phase, part, prompt, debrief }: Pick<RoomView, 'phase' | 'part' | 'prompt' | 'debrief'>): string | null {
  const t = useTranslations('liveQuestions')
  if (prompt) return prompt
  if (phase === 'discussing' || phase === 'revealed') return t('talk')
  if (phase !== 'debrief' || !debrief) return null
  const known: Part | undefined = PARTS.find((one) => one === part)
  if (debrief.unasked.includes(part)) return null
  if (!known) return t('decision')
  if (known === 'ratings') return t(debrief.ratings.some(({ room }) => room) ? 'ratings' : 'judged')
  return t(known, { variant: debrief.verdict?.variant ?? 'hostile' })
}
