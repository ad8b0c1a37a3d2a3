import { Projector } from '@/components/live/projector/projector'
import { Texts } from '@/components/ui/texts'
import { countsNow, viewOf } from '@/server/live/live-room'
import { afterwards, joinInfo, projectedRoom } from '@/server/nextjs/live-pages'
import { projectorKeyOf } from '@/server/live/stored-rooms'
import { languageOf, messagesOf } from '@/server/platform/locales'
import { gone } from '@/server/nextjs/responses'
import { titled } from '@/server/nextjs/titled'

type Props = PageProps<'/[locale]/live/[session]/projector'>

export const generateMetadata = titled('live', (t) => t('projector'))

export default async function Page({ params, searchParams }: Props) {
  const { locale, session } = await params
  const { key } = await searchParams
  const room = await projectedRoom(session, typeof key === 'string' ? key : undefined)
  if (!room) return gone(locale)
  const { ui, channels, play, debrief, help, organisation, liveProjector, liveQuestions, liveReporting, liveFlags, liveCurve } =
    messagesOf(locale)
  const { card } = organisation
  return (
    <Texts
      locale={languageOf(locale)}
      messages={{
        ui,
        channels,
        play,
        debrief,
        help,
        organisation: { card },
        liveProjector,
        liveQuestions,
        liveReporting,
        liveFlags,
        liveCurve,
      }}
    >
      <Projector
        base={`/${locale}/live/${session}`}
        projectorKey={projectorKeyOf(session)}
        names={room.plan.names}
        audience={room.plan.audience}
        first={viewOf(room, 'projector')}
        counts={countsNow(room, 'projector')}
        join={await joinInfo(session)}
        afterwards={await afterwards(locale, room.plan)}
      />
    </Texts>
  )
}
