import type { Metadata } from 'next'
import { PageShell } from '@/app/[locale]/page-shell'
import { PrintButton } from '@/components/debrief/print-button'
import { RunSheetPage } from '@/components/live/cockpit/run-sheet'
import { Texts } from '@/components/ui/texts'
import { resolved } from '@/scenarios/engine/play/artefacts'
import { read } from '@/scenarios/engine/play/prose'
import type { LiveRoom } from '@/server/live/live-room'
import { hostedRoom } from '@/server/nextjs/live-pages'
import { languageOf, messagesOf, translator } from '@/server/platform/locales'
import { gone } from '@/server/nextjs/responses'

type Props = PageProps<'/[locale]/live/[session]/run-sheet'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator((await params).locale, 'live')('runSheet') }
}

/** What to say and ask, minute by minute, to print before a session. */
export default async function Page({ params }: Props) {
  const { locale, session } = await params
  const room = await hostedRoom(session)
  if (!room) return gone(locale)
  const t = translator(locale, 'live')
  const { channels, play, liveCockpit } = messagesOf(locale)
  const crumbs = [
    { label: t('title'), href: `/${locale}/live` },
    { label: room.row.title, href: `/${locale}/live/${session}/cockpit` },
    { label: t('runSheet') },
  ]
  return (
    <PageShell locale={locale} crumbs={crumbs} actions={<PrintButton label={translator(locale, 'ui')('print')} />}>
      <Texts locale={languageOf(locale)} messages={{ channels, play, liveCockpit }}>
        <RunSheetPage {...sheetOf(room)} />
      </Texts>
    </PageShell>
  )
}

const NOTHING_YET = { facts: [], checks: [] }

function sheetOf({ script, plan, row }: LiveRoom) {
  const {
    compiled: { key },
    play,
    tell,
  } = script
  const { sheet } = script
  // As the room has it if nothing else has happened.
  const told = (sentences: Parameters<typeof read>[0]) => read(sentences, NOTHING_YET, () => null)
  return {
    title: row.title,
    you: script.you,
    cast: play.cast,
    audience: plan.audience,
    nature: key.nature,
    minutes: plan.minutes,
    sheet,
    opening: tell(key.notes.before),
    closing: tell(key.notes.after),
    notes: Object.fromEntries(
      Object.entries(key.notes.scenes).map(([id, { ask, avoid }]) => [id, { ask: tell(ask), avoid: avoid && tell(avoid) }]),
    ),
    tells: Object.fromEntries(
      sheet.rows.map(({ scene }) => [
        scene,
        { tell: play.scenes[scene]!.tell.text, reply: told(play.scenes[scene]!.tell.reply), why: tell(key.tells[scene]!.why) },
      ]),
    ),
    stories: Object.fromEntries(
      sheet.rows
        .filter(({ treatment }) => treatment === 'narrate')
        .map(({ scene }) => {
          const { lead, show, checks } = play.scenes[scene]!
          const found = checks.map(({ id, text, finding }) => ({ id, text, finding: told(finding) }))
          return [scene, { lead: told(lead), show: resolved(show, NOTHING_YET), checks: found }]
        }),
    ),
    questions: Object.fromEntries(
      sheet.rows.map(({ scene }) => [
        scene,
        play.scenes[scene]!.decisions.map(({ id, ask, options }) => ({
          id,
          ask,
          options: options.map((o) => {
            const why = key.options[id]?.[o.id]?.why
            return { id: o.id, text: o.text, why: why && tell(why) }
          }),
        })),
      ]),
    ),
  }
}
