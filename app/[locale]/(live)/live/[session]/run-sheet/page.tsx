import { PageShell } from '@/app/[locale]/page-shell'
import { PrintButton } from '@/components/debrief/print-button'
import { RunSheetPage } from '@/components/live/printout/run-sheet'
import { Texts } from '@/components/ui/texts'
import { briefOf } from '@/scenarios/engine/live/brief'
import { printedDebrief } from '@/scenarios/engine/live/printed-debrief'
import { printedMoments } from '@/scenarios/engine/live/printed-moments'
import type { LiveRoom } from '@/server/live/live-room'
import { nameOf } from '@/server/live/stored-rooms'
import { facilitatedRoom } from '@/server/nextjs/live-pages'
import { languageOf, messagesOf, translator } from '@/server/platform/locales'
import { gone } from '@/server/nextjs/responses'
import { titled } from '@/server/nextjs/titled'

type Props = PageProps<'/[locale]/live/[session]/run-sheet'>

export const generateMetadata = titled('live', (t) => t('runSheet'))

export default async function Page({ params }: Props) {
  const { locale, session } = await params
  const room = await facilitatedRoom(session)
  if (!room) return gone(locale)
  const t = translator(locale, 'live')
  const { channels, play, debrief, livePlan, liveBrief, liveOutcome, liveRunSheet, liveCockpit } = messagesOf(locale)
  const { notes } = liveCockpit
  const { keep } = debrief
  const crumbs = [
    { label: t('title'), href: `/${locale}/live` },
    { label: nameOf(room.row), href: `/${locale}/live/${session}/cockpit` },
    { label: t('runSheet') },
  ]
  return (
    <PageShell locale={locale} crumbs={crumbs} actions={<PrintButton label={translator(locale, 'ui')('print')} />}>
      <Texts
        locale={languageOf(locale)}
        messages={{ channels, play, debrief: { keep }, livePlan, liveBrief, liveOutcome, liveRunSheet, liveCockpit: { notes } }}
      >
        <RunSheetPage {...sheetOf(room)} />
      </Texts>
    </PageShell>
  )
}

function sheetOf({ script, plan, row }: LiveRoom) {
  const { compiled, play, sheet, fill } = script
  const { notes, variant } = compiled.key
  return {
    title: nameOf(row),
    you: script.you,
    cast: play.cast,
    audience: plan.audience,
    measured: script.measured,
    variant,
    minutes: plan.minutes,
    sheet,
    opening: fill(notes.before),
    closing: fill(notes.after),
    debrief: printedDebrief(script),
    brief: briefOf(script),
    moments: printedMoments(script),
  }
}
