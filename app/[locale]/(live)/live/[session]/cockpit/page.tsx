import type { Metadata } from 'next'
import { Cockpit } from '@/components/live/cockpit/cockpit'
import { Texts } from '@/components/ui/texts'
import { InLanguage } from '@/components/ui/words'
import { roomState } from '@/scenarios/engine/live/room'
import { type LiveRoom, countsNow, peopleOf, viewOf } from '@/server/live/live-room'
import { facilitatedRoom, joinInfo } from '@/server/nextjs/live-pages'
import { notesOf } from '@/server/live/summary'
import { foreignInRoom, nameOf, projectorKeyOf } from '@/server/live/stored-rooms'
import { languageOf, messagesOf, translator } from '@/server/platform/locales'
import { contacts } from '@/server/organisation/organisation'
import { gone } from '@/server/nextjs/responses'

type Props = PageProps<'/[locale]/live/[session]/cockpit'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, session } = await params
  const room = await facilitatedRoom(session)
  return { title: room ? translator(locale, 'live')('cockpit', { title: nameOf(room.row) }) : undefined }
}

export default async function Page({ params }: Props) {
  const { locale, session } = await params
  const room = await facilitatedRoom(session)
  if (!room) return gone(locale)
  const base = `/${locale}/live/${session}`
  const { ui, channels, play, liveCockpit, livePlan, liveOutcome, liveQuestions, liveReporting, liveFlags, liveCurve } = messagesOf(locale)
  const everywhere = await contacts()
  const contact = everywhere.find((c) => c.place === '') ?? everywhere[0] ?? null
  return (
    <Texts
      locale={languageOf(locale)}
      messages={{ ui, channels, play, liveCockpit, livePlan, liveOutcome, liveQuestions, liveReporting, liveFlags, liveCurve }}
    >
      <InLanguage scenario={await foreignInRoom(room.row, locale)}>
        <Cockpit
          base={base}
          name={nameOf(room.row)}
          first={viewOf(room, 'facilitator')}
          counts={countsNow(room, 'facilitator')}
          people={peopleOf(room)}
          join={await joinInfo(session)}
          names={room.plan.names}
          audience={room.plan.audience}
          size={room.plan.size}
          minutes={room.plan.minutes}
          startedAt={startOf(room)}
          rehearsal={room.plan.rehearsal > 0}
          notes={await notesOf(session)}
          contact={contact}
          links={{
            projector: `${base}/projector?key=${projectorKeyOf(session)}`,
            runSheet: `${base}/run-sheet`,
            printout: `${base}/printout`,
            devices: `${base}/devices`,
            attendance: `${base}/attendance`,
            summary: `${base}/summary`,
            plan: `${base}/plan`,
            duplicate: `${base}/duplicate`,
          }}
        />
      </InLanguage>
    </Texts>
  )
}

function startOf({ history, times }: LiveRoom): number | null {
  const version = history.findIndex((_, v) => roomState(history, v).phase !== 'lobby')
  return times[version - 1] ?? null
}
