'use client'
import { useTranslations } from 'use-intl'
import type { OtherMoment, RunSheet, RunSheetRow } from '@/scenarios/engine/live/run-sheet'
import type { PrintedMoment } from '@/scenarios/engine/live/printed-moments'
import type { Cast } from '../../channels/kind'
import { PageTitle } from '../../ui/page-title'
import { quoted } from '../../ui/quote'
import { clock } from '../shared/use-room'
import { PaperTitle } from '../shared/paper-title'
import { Notes, Question, Story, Tell } from './run-sheet-moment'

export interface RunSheetPageProps {
  title: string
  you: string
  cast: Cast
  audience: 'phones' | 'tables' | 'hands'
  nature: 'hostile' | 'genuine'
  sheet: RunSheet
  /** As requested. */
  minutes: number
  opening: string
  closing: string
  /** By scene. */
  moments: Record<string, PrintedMoment>
}

/** A session on paper: when, what to ask, what to say, and room to write. */
export function RunSheetPage({ title, you, cast, audience, nature, sheet, minutes, opening, closing, moments }: RunSheetPageProps) {
  const t = useTranslations('liveCockpit.runSheet')
  const play = useTranslations('play')
  const { rows, others, around, total } = sheet
  const scenes = rows.map((row, i) => ({ row, from: around.opening + rows.slice(0, i).reduce((sum, r) => sum + r.minutes, 0) }))
  const judgement = total - around.debrief - around.judgement
  return (
    <main id="main" data-paper className="mx-auto max-w-3xl px-4 pb-16 pt-8 leading-normal print:max-w-none print:p-0">
      <PaperTitle>{`${title} · ${t('eyebrow')}`}</PaperTitle>
      <PageTitle size="narrow" eyebrow={t('eyebrow')}>
        {title}
      </PageTitle>
      <p className="mt-2">
        <b className="font-semibold">{t(`nature.${nature}`)}</b> {t('secret')}{' '}
        <span className="text-ink-2">
          {t('takes', { total: Math.ceil(total), minutes })}
          {total > minutes && ` ${t('longer')}`}
        </span>
      </p>
      {you && (
        <p className="mt-2">
          <b className="font-semibold">{play('whoYouAre')}:</b> {you}
        </p>
      )}
      <Overview sheet={sheet} scenes={scenes} />
      <p className="mt-3 text-note text-ink-2">{t('onePath')}</p>
      <p className="mt-2 text-note text-ink-2">{t(`tellNote.${audience}`)}</p>
      {audience === 'hands' && <p className="mt-2 text-note text-ink-2">{t('handsNote')}</p>}
      <Part from={0} length={around.opening} title={t('opening')}>
        <p>{opening}</p>
      </Part>
      {scenes.map(({ row, from }) => (
        <Part key={row.scene} from={from} length={row.minutes} title={row.title} how={t(`treatment.${row.treatment}`)}>
          <Moment moment={moments[row.scene]!} cast={cast} whole={row.treatment === 'narrate'} />
        </Part>
      ))}
      <Part from={judgement} length={around.judgement} title={t('judgement')} how={t('treatment.vote')}>
        <p>{t('judgementText')}</p>
      </Part>
      <Part from={total - around.debrief} length={around.debrief} title={t('debrief')}>
        <p>{closing}</p>
      </Part>
      {others.length > 0 && <h2 className="mt-8 break-after-avoid border-t-2 border-ink pt-3 text-h2">{t('others')}</h2>}
      {others.map((other) => (
        <section key={other.scene} className="mt-4 border-t border-ink pt-2">
          <h3 className="break-after-avoid text-h3">{other.title}</h3>
          <Ways ways={other.ways} />
          <div className="mt-2 space-y-2">
            <Moment moment={moments[other.scene]!} cast={cast} whole />
          </div>
        </section>
      ))}
    </main>
  )
}

function Moment({ moment, cast, whole }: { moment: PrintedMoment; cast: Cast; whole: boolean }) {
  return (
    <>
      <Story moment={moment} cast={cast} whole={whole} />
      <Notes ask={moment.ask} avoid={moment.avoid} />
      {moment.questions.map((question) => (
        <Question key={question.id} question={question} />
      ))}
      <Tell tell={moment.tell} />
    </>
  )
}
const seconds = (minutes: number): string => clock(Math.round(minutes * 60))

/** The whole session on one screen, or at the top of the first page. */
function Overview({ sheet: { around, total }, scenes }: { sheet: RunSheet; scenes: { row: RunSheetRow; from: number }[] }) {
  const t = useTranslations('liveCockpit.runSheet')
  const lines = [
    { id: 'opening', from: 0, title: t('opening'), how: '' },
    ...scenes.map(({ row, from }) => ({ id: row.scene, from, title: row.title, how: t(`short.${row.treatment}`) })),
    { id: 'judgement', from: total - around.debrief - around.judgement, title: t('judgement'), how: t('short.vote') },
    { id: 'debrief', from: total - around.debrief, title: t('debrief'), how: '' },
  ]
  return (
    <table className="mt-5 w-full border-collapse text-note">
      <caption className="pb-1 text-start font-semibold">{t('overview')}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('at')}</th>
          <th scope="col">{t('moment')}</th>
          <th scope="col">{t('how')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ id, from, title, how }) => (
          <tr key={id} className="border-t border-line-2">
            <td className="w-16 py-1.5 align-top tabular-nums text-ink-2">{seconds(from)}</td>
            <th scope="row" className="py-1.5 pe-3 text-start font-normal">
              {title}
            </th>
            <td className="py-1.5 align-top text-ink-2">{how}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Part({
  from,
  length,
  title,
  how,
  children,
}: {
  from: number
  length: number
  title: string
  how?: string
  children: React.ReactNode
}) {
  const t = useTranslations('liveCockpit.runSheet')
  return (
    <section className="mt-7 border-t-2 border-ink pt-2.5">
      <h2 className="flex flex-wrap items-baseline gap-x-3 break-after-avoid text-h3">
        <span className="tabular-nums">{seconds(from)}</span>
        {title}
        <span className="ms-auto text-small font-normal text-ink-2">{t('length', { minutes: length })}</span>
      </h2>
      {how && <p className="mt-0.5 break-after-avoid text-note text-ink-2">{how}</p>}
      <div className="mt-2 space-y-2">{children}</div>
      <div className="mt-3 min-h-16 break-inside-avoid print:min-h-12 rounded-lg border border-dashed border-control px-3 py-1.5 text-fine text-ink-3">
        {t('own')}
      </div>
    </section>
  )
}

/** When a moment comes that the plan leaves out. */
function Ways({ ways }: Pick<OtherMoment, 'ways'>) {
  const t = useTranslations('liveCockpit.runSheet')
  return (
    <ul className="text-small text-ink-2">
      {ways.map(({ at, act }) => (
        <li key={`${at} ${act}`}>{t('onlyIf', { at, act: quoted(act) })}</li>
      ))}
    </ul>
  )
}
