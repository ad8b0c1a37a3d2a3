import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Phone } from '@/components/live/phone/phone'
import { Texts } from '@/components/ui/texts'
import { InLanguage } from '@/components/ui/words'
import { viewOf } from '@/server/live/live-room'
import { foreignInRoom, isDraft } from '@/server/live/rooms'
import { joinedRoom } from '@/server/nextjs/live-pages'
import { languageOf, messagesOf, translator } from '@/server/platform/locales'

type Props = PageProps<'/[locale]/live/[session]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, session } = await params
  return { title: (await joinedRoom(session))?.room.row.title ?? translator(locale, 'live')('title') }
}

/** A participant's screen. */
export default async function Page({ params, searchParams }: Props) {
  const { locale, session } = await params
  const joined = await joinedRoom(session)
  if (!joined) redirect(`/${locale}/j?note=again`)
  const { note, flag, told } = await searchParams
  const { ui, channels, play, debrief, livePhone, liveTelling, liveCurve } = messagesOf(locale)
  return (
    <Texts locale={languageOf(locale)} messages={{ ui, channels, play, debrief, livePhone, liveTelling, liveCurve }}>
      <InLanguage story={await foreignInRoom(joined.room.row, locale)}>
        <Phone
          base={`/${locale}/live/${session}`}
          home={`/${locale}`}
          name={joined.name}
          mine={joined.mine}
          first={viewOf(joined.room, 'participant')}
          note={typeof note === 'string' ? note : null}
          flagging={flag === '1'}
          told={typeof told === 'string' && /^\d+$/.test(told) ? { moment: Number(told), told: true } : null}
          draft={await isDraft(joined.room)}
        />
      </InLanguage>
    </Texts>
  )
}
