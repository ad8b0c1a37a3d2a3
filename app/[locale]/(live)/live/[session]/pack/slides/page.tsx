import type { Metadata } from 'next'
import { Slides } from '@/components/live/projector/slides'
import { Texts } from '@/components/ui/texts'
import { packSlides } from '@/scenarios/engine/live/pack'
import { afterwards, hostedRoom } from '@/server/nextjs/live-pages'
import { gone } from '@/server/nextjs/responses'
import { languageOf, messagesOf, translator } from '@/server/platform/locales'
import { PackShell } from '../pack-shell'

type Props = PageProps<'/[locale]/live/[session]/pack/slides'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator((await params).locale, 'livePack')('slides.title') }
}

/** The projector's slides of a session, to print or to save. */
export default async function Page({ params }: Props) {
  const { locale, session } = await params
  const room = await hostedRoom(session)
  if (!room) return gone(locale)
  const { ui, channels, play, debrief, help, organisation, liveProjector, liveTelling, liveCurve, livePack } = messagesOf(locale)
  const { card } = organisation
  const messages = { ui, channels, play, debrief, help, organisation: { card }, liveProjector, liveTelling, liveCurve, livePack }
  const { names, size } = room.plan
  return (
    <PackShell locale={locale} room={room} part="slides">
      <Texts locale={languageOf(locale)} messages={messages}>
        <Slides slides={packSlides(room.script)} afterwards={await afterwards(locale)} {...{ names, size }} />
      </Texts>
    </PackShell>
  )
}
