import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Phone } from '@/components/live/phone/phone'
import { Texts } from '@/components/ui/texts'
import { InLanguage } from '@/components/ui/words'
import { viewOf } from '@/server/live/live-room'
import { foreignInRoom, isDraft } from '@/server/live/stored-rooms'
import { afterwards, isRemoved, joinedRoom } from '@/server/nextjs/live-pages'
import { languageOf, messagesOf, translator } from '@/server/platform/locales'

type Props = PageProps<'/[locale]/live/[session]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, session } = await params
  return { title: (await joinedRoom(session))?.room.row.title ?? translator(locale, 'live')('title') }
}

export default async function Page({ params, searchParams }: Props) {
  const { locale, session } = await params
  const joined = await joinedRoom(session)
  if (!joined) redirect(`/${locale}/j?note=${(await isRemoved(session)) ? 'removed' : 'again'}`)
  const { room, number } = joined
  const { note, reported } = await searchParams
  const {
    ui,
    channels,
    play,
    debrief,
    organisation,
    livePhone,
    liveOutcome,
    liveReporting,
    liveFollowed,
    liveFlags,
    liveCurve,
    liveQuestions,
  } = messagesOf(locale)
  const { steps, report } = organisation.card
  const cockpit = translator(locale, 'liveCockpit')
  const officer = { name: translator(locale, 'help')('officer'), ways: [], note: translator(locale, 'liveProjector')('noContact') }
  const { contacts } = await afterwards(locale, room.plan)
  return (
    <Texts
      locale={languageOf(locale)}
      messages={{
        ui,
        channels,
        play,
        debrief,
        organisation: { card: { steps, report } },
        livePhone,
        liveQuestions,
        liveOutcome,
        liveReporting,
        liveFollowed,
        liveFlags,
        liveCurve,
      }}
    >
      <InLanguage scenario={await foreignInRoom(room.row, locale)}>
        <Phone
          base={`/${locale}/live/${session}`}
          home={`/${locale}`}
          name={joined.name || cockpit(room.plan.audience === 'tables' ? 'people.table' : 'people.phone', { number })}
          contacts={contacts.length > 0 ? contacts : [officer]}
          mine={joined.mine}
          first={viewOf(room, 'participant')}
          note={typeof note === 'string' ? note : null}
          reported={typeof reported === 'string' && /^\d+$/.test(reported) ? { moment: Number(reported), reported: true } : null}
          draft={await isDraft(room)}
        />
      </InLanguage>
    </Texts>
  )
}
