import { Slides } from '@/components/live/projector/slides'
import { Texts } from '@/components/ui/texts'
import { printedSlides } from '@/scenarios/engine/live/printout'
import { afterwards, facilitatedRoom } from '@/server/nextjs/live-pages'
import { gone } from '@/server/nextjs/responses'
import { titled } from '@/server/nextjs/titled'
import { languageOf, messagesOf } from '@/server/platform/locales'
import { projectorTexts } from '../../projector-texts'
import { PrintoutShell } from '../printout-shell'

type Props = PageProps<'/[locale]/live/[session]/printout/slides'>

export const generateMetadata = titled('livePrintout', (t) => t('slides.title'))

export default async function Page({ params }: Props) {
  const { locale, session } = await params
  const room = await facilitatedRoom(session)
  if (!room) return gone(locale)
  const messages = { ...projectorTexts(locale), livePrintout: messagesOf(locale).livePrintout }
  const { names } = room.plan
  return (
    <PrintoutShell locale={locale} room={room} part="slides">
      <Texts locale={languageOf(locale)} messages={messages}>
        <Slides slides={printedSlides(room.script)} afterwards={await afterwards(locale, room.plan)} names={names} />
      </Texts>
    </PrintoutShell>
  )
}
