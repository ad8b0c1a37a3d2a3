import { PageShell } from '@/app/[locale]/page-shell'
import { PlanForm } from '@/components/live/prepare/plan-form'
import { Notice } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { Texts } from '@/components/ui/texts'
import { roomState } from '@/scenarios/engine/live/room'
import { howField } from '@/server/live/session-plan'
import { nameOf } from '@/server/live/stored-rooms'
import { facilitatedRoom } from '@/server/nextjs/live-pages'
import { gone } from '@/server/nextjs/responses'
import { titled } from '@/server/nextjs/titled'
import { languageOf, messagesOf, translator } from '@/server/platform/locales'
import { NoContact } from '../../no-contact'
import { PlanTable } from '../../plan-table'
import { RenameForm } from '../../rename-form'

type Props = PageProps<'/[locale]/live/[session]/plan'>
const NOTES = ['saved', 'unfit', 'begun', 'long'] as const

export const generateMetadata = titled('livePlan', (t) => t('title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale, session } = await params
  const room = await facilitatedRoom(session)
  if (!room) return gone(locale)
  const { note } = await searchParams
  const said = NOTES.find((n) => n === note)
  const t = translator(locale, 'livePlan')
  const { script, plan, row, history } = room
  const live = translator(locale, 'live')
  const here = `/${locale}/live/${session}`
  const isOpen = roomState(history).phase === 'lobby'
  return (
    <PageShell
      locale={locale}
      crumbs={[{ label: live('title'), href: `/${locale}/live` }, { label: nameOf(row), href: `${here}/cockpit` }, { label: t('title') }]}
    >
      <main id="main" className="mx-auto max-w-column px-4 pb-16 pt-8 lg:pt-12">
        <PageTitle lead={t(isOpen ? 'lead' : 'begun')}>{t('title')}</PageTitle>
        {said && said !== 'begun' && <Notice tone="problem">{t(`note.${said}`)}</Notice>}
        <NoContact locale={locale} />
        {isOpen ? (
          <Texts locale={languageOf(locale)} messages={{ livePlan: messagesOf(locale).livePlan }}>
            <PlanForm
              // Without a new key, the form would keep the old plan's choices.
              key={row.plan}
              action={`${here}/plan/save`}
              rows={script.sheet.rows}
              fields={Object.fromEntries(script.sheet.rows.map(({ scene }) => [scene, howField(scene)]))}
              minutes={plan.minutes}
              least={script.sheet.least}
            />
          </Texts>
        ) : (
          <PlanTable locale={locale} sheet={script.sheet} />
        )}
        <div className="mt-8 border-t border-line pt-5">
          <RenameForm locale={locale} here={here} name={plan.name ?? ''} title={row.title} from="plan" />
        </div>
        <p className="mt-8 flex flex-wrap gap-x-6 gap-y-2 border-t border-line pt-5">
          <a className="link" href={`${here}/cockpit`}>
            {live('facilitator.toCockpit')}
          </a>
          <a className="link" href={`${here}/run-sheet`}>
            {live('facilitator.toRunSheet')}
          </a>
        </p>
      </main>
    </PageShell>
  )
}
