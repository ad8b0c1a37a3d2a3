import { type Handout, Handouts } from '@/components/live/printout/handouts'
import { Texts } from '@/components/ui/texts'
import { printedMoments } from '@/scenarios/engine/live/printed-moments'
import type { LiveRoom } from '@/server/live/live-room'
import { nameOf } from '@/server/live/stored-rooms'
import { facilitatedRoom } from '@/server/nextjs/live-pages'
import { gone } from '@/server/nextjs/responses'
import { titled } from '@/server/nextjs/titled'
import { languageOf, messagesOf } from '@/server/platform/locales'
import { PrintoutShell } from '../printout-shell'

type Props = PageProps<'/[locale]/live/[session]/printout/handouts'>

export const generateMetadata = titled('livePrintout', (t) => t('handouts.title'))

export default async function Page({ params }: Props) {
  const { locale, session } = await params
  const room = await facilitatedRoom(session)
  if (!room) return gone(locale)
  const { channels, play, livePrintout } = messagesOf(locale)
  const { title, you, play: staged } = room.script
  return (
    <PrintoutShell locale={locale} room={room} part="handouts">
      <Texts locale={languageOf(locale)} messages={{ channels, play, livePrintout }}>
        <Handouts session={nameOf(room.row)} title={title} you={you} cast={staged.cast} handouts={handoutsOf(room)} />
      </Texts>
    </PrintoutShell>
  )
}

/** Field by field, so that nothing of the key is included. The planned moments come first. */
function handoutsOf({ script }: LiveRoom): Handout[] {
  const moments = printedMoments(script)
  const { rows, others } = script.sheet
  return [...rows, ...others].map(({ scene }) => {
    const { title, when, place, lead, show, checks, questions } = moments[scene]!
    return {
      ...{ id: scene, title, when, place, lead, show },
      checks: checks.map(({ id, text, minutes }) => ({ id, text, minutes })),
      questions: questions.map(({ id, ask, act, options }) => ({
        id,
        ask,
        act,
        options: options.map((o) => ({ id: o.id, text: o.text })),
      })),
    }
  })
}
