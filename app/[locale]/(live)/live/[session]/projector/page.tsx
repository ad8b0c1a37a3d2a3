import { Projector } from '@/components/live/projector/projector'
import { Texts } from '@/components/ui/texts'
import { countsNow, viewOf } from '@/server/live/live-room'
import { afterwards, joinInfo, projectedRoom } from '@/server/nextjs/live-pages'
import { projectorKeyOf } from '@/server/live/stored-rooms'
import { languageOf } from '@/server/platform/locales'
import { gone } from '@/server/nextjs/responses'
import { titled } from '@/server/nextjs/titled'
import { projectorTexts } from '../projector-texts'

type Props = PageProps<'/[locale]/live/[session]/projector'>

export const generateMetadata = titled('live', (t) => t('projector'))

export default async function Page({ params, searchParams }: Props) {
  const { locale, session } = await params
  const { key } = await searchParams
  const room = await projectedRoom(session, typeof key === 'string' ? key : undefined)
  if (!room) return gone(locale)
  return (
    <Texts locale={languageOf(locale)} messages={projectorTexts(locale)}>
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
