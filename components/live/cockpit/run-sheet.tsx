'use client'
import { useTranslations } from 'use-intl'
import type { OtherMoment, RunSheet, RunSheetRow } from '@/scenarios/engine/live/run-sheet'
import type { Cast } from '../../channels/kind'
import { PageTitle } from '../../ui/page-title'
import { clock } from '../shared/use-room'
import { useTellWords } from '../shared/tell-words'
import { letterOf } from '../shared/way-on'
import { type RunSheetStory, Story } from './run-sheet-story'

/** What is asked in a scene, and what the debrief says of each option. */
export interface RunSheetQuestion {
  id: string
  ask: string
  options: { id: string; text: string; why?: string }[]
}
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
  notes: Record<string, { ask: string; avoid?: string }>
  questions: Record<string, RunSheetQuestion[]>
  /** Of the moments that the trainer tells. */
  stories: Record<string, RunSheetStory>
  /** What telling somebody is called and what is answered, with what the debrief says of it. */
  tells: Record<string, { tell?: string; reply: string; why: string }>
}

/** A session on paper: when, what to ask, what to say, and room to write. */
export function RunSheetPage({ title, nature, sheet, minutes, opening, closing, notes, questions, tells, ...story }: RunSheetPageProps) {
  const t = useTranslations('liveCockpit.runSheet')
  const play = useTranslations('play')
  const { rows, others, around, total } = sheet
  const scenes = rows.map((row, i) => ({ row, from: around.opening + rows.slice(0, i).reduce((sum, r) => sum + r.minutes, 0) }))
  const judgement = total - around.debrief - around.judgement
  return (
    <main id="main" className="mx-auto max-w-3xl px-4 pb-16 pt-8 print:max-w-none print:p-0">
      <PageTitle size="narrow" eyebrow={t('eyebrow')}>
        {title}
      </PageTitle>
      <p className="mt-2 leading-relaxed">
        <b className="font-semibold">{t(`nature.${nature}`)}</b> {t('secret')}
      </p>
      <p className="leading-relaxed text-ink-2">
        {t('takes', { total: Math.ceil(total), minutes })}
        {total > minutes && ` ${t('longer')}`}
      </p>
      <p className="mt-2 leading-relaxed text-ink-2">{t(`tellNote.${story.audience}`)}</p>
      {story.you && (
        <section className="mt-4">
          <h2 className="font-semibold">{play('whoYouAre')}</h2>
          <p className="leading-relaxed">{story.you}</p>
        </section>
      )}
      <Overview sheet={sheet} scenes={scenes} />
      <p className="mt-3 text-note leading-normal text-ink-2">{t('onePath')}</p>
      {others.length > 0 && <Others others={others} />}
      <Part from={0} length={around.opening} title={t('opening')}>
        <p className="leading-relaxed">{opening}</p>
      </Part>
      {scenes.map(({ row, from }) => (
        <Part key={row.scene} from={from} length={row.minutes} title={row.title} how={t(`treatment.${row.treatment}`)}>
          {story.stories[row.scene] && <Story story={story.stories[row.scene]!} cast={story.cast} />}
          {notes[row.scene] && <Notes {...notes[row.scene]!} />}
          {questions[row.scene]?.map((question) => (
            <Question key={question.id} question={question} />
          ))}
          {tells[row.scene] && <Tell {...tells[row.scene]!} />}
        </Part>
      ))}
      <Part from={judgement} length={around.judgement} title={t('judgement')} how={t('treatment.vote')}>
        <p className="leading-relaxed">{t('judgementText')}</p>
      </Part>
      <Part from={total - around.debrief} length={around.debrief} title={t('debrief')}>
        <p className="leading-relaxed">{closing}</p>
      </Part>
    </main>
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
    <section className="mt-8 border-t-2 border-ink pt-3">
      <h2 className="flex flex-wrap items-baseline gap-x-3 text-h3">
        <span className="tabular-nums">{seconds(from)}</span>
        {title}
        <span className="ms-auto text-small font-normal text-ink-2">{t('length', { minutes: length })}</span>
      </h2>
      {how && <p className="mt-0.5 text-note text-ink-2">{how}</p>}
      <div className="mt-2.5 space-y-3">{children}</div>
      <div className="mt-3 min-h-20 break-inside-avoid rounded-lg border border-dashed border-control px-3 py-1.5 text-fine text-ink-3">
        {t('own')}
      </div>
    </section>
  )
}

/** Moments that the plan leaves out, and when they come. */
function Others({ others }: { others: OtherMoment[] }) {
  const t = useTranslations('liveCockpit.runSheet')
  return (
    <ul className="mt-1.5 list-disc space-y-1 ps-5 text-note leading-normal">
      {others.map(({ scene, title, ways }) => (
        <li key={scene}>
          <b className="font-semibold">{title}</b>
          <ul className="text-ink-2">
            {ways.map(({ at, act }) => (
              <li key={`${at} ${act}`}>{t('onlyIf', { at, act })}</li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

function Notes({ ask, avoid }: { ask: string; avoid?: string }) {
  const t = useTranslations('liveCockpit.notes')
  const b = (chunks: React.ReactNode) => <b className="font-semibold">{chunks}</b>
  return (
    <div className="space-y-1.5 leading-relaxed">
      <p>{t.rich('ask', { b, text: ask })}</p>
      {avoid && <p>{t.rich('avoid', { b, text: avoid })}</p>}
    </div>
  )
}

function Tell({ tell, reply, why }: RunSheetPageProps['tells'][string]) {
  const t = useTranslations('liveCockpit.runSheet')
  const words = useTellWords({ tell })
  return (
    <div className="break-inside-avoid leading-normal">
      <h3 className="font-semibold">{words}</h3>
      <p className="mt-1">{t('tell', { reply })}</p>
      <p className="text-small text-ink-2">{why}</p>
    </div>
  )
}

function Question({ question: { ask, options } }: { question: RunSheetQuestion }) {
  return (
    <div>
      <h3 className="font-semibold">{ask}</h3>
      <ul className="mt-1 space-y-1">
        {options.map(({ id, text, why }, place) => (
          <li key={id} className="flex gap-2.5 leading-normal">
            <span className="w-4 shrink-0 font-semibold text-ink-2">{letterOf(place)}</span>
            <span>
              {text}
              {why && <span className="block text-small text-ink-2">{why}</span>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
