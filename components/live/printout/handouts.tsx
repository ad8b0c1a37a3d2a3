'use client'
import { useTranslations } from 'use-intl'
import { momentView } from '@/scenarios/engine/play/moment-view'
import type { Artefact } from '@/scenarios/engine/play/play'
import { Artefacts } from '../../channels/moment-view'
import type { Cast } from '../../channels/kind'
import { PageTitle } from '../../ui/page-title'
import { letterOf } from '../shared/letters'
import { PaperTitle } from '../shared/paper-title'
import { RESOLVED } from '../shared/resolved'

export interface Handout {
  id: string
  title: string
  when: string
  place: string
  lead: string
  show: Artefact[]
  checks: { id: string; text: string; minutes: number }[]
  questions: { id: string; ask: string; act: boolean; options: { id: string; text: string }[] }[]
}

export function Handouts({
  session,
  title,
  you,
  cast,
  handouts,
}: {
  session: string
  title: string
  you: string
  cast: Cast
  handouts: Handout[]
}) {
  const t = useTranslations('livePrintout')
  const play = useTranslations('play')
  return (
    <main id="main" data-paper className="mx-auto max-w-3xl px-4 pb-16 pt-8 print:max-w-none print:p-0">
      <PaperTitle>{session}</PaperTitle>
      {handouts.map((handout) => (
        <section key={handout.id} data-handout className="mb-14 print:mb-0 print:not-last:break-after-page">
          <PageTitle size="narrow" eyebrow={`${title} · ${handout.when} · ${handout.place}`} lead={handout.lead}>
            {handout.title}
          </PageTitle>
          {you && (
            <p className="mt-2 text-note leading-snug">
              <b className="font-semibold">{play('whoYouAre')}:</b> {you}
            </p>
          )}
          <div className="card stage-window mt-4 overflow-clip [print-color-adjust:exact]">
            <Artefacts {...momentView(handout, RESOLVED)} cast={cast} state={RESOLVED} earlier={() => []} />
          </div>
          {handout.checks.length > 0 && (
            <div className="mt-4 break-inside-avoid text-note leading-snug">
              <h2 className="font-semibold">{play('checkNext')}</h2>
              <ul className="mt-1 list-disc ps-5">
                {handout.checks.map(({ id, text, minutes }) => (
                  <li key={id}>{t('check', { text, minutes })}</li>
                ))}
              </ul>
            </div>
          )}
          {handout.questions
            .filter(({ act }) => act)
            .map((question) => (
              <Asked key={question.id} {...question} />
            ))}
          <div className="gap-x-8 sm:grid sm:grid-cols-2 print:grid print:grid-cols-2">
            {handout.questions
              .filter(({ act }) => !act)
              .map((question) => (
                <Asked key={question.id} {...question} />
              ))}
          </div>
        </section>
      ))}
    </main>
  )
}

function Asked({ ask, act, options }: Handout['questions'][number]) {
  const t = useTranslations('livePrintout')
  return (
    <div className="mt-4 break-inside-avoid">
      <h2 className="font-semibold">{act ? ask : t('sentence', { ask })}</h2>
      <ol className="mt-1.5 space-y-1.5 leading-snug">
        {options.map((option, i) => (
          <li key={option.id} className="flex gap-3">
            <b className="grid size-6 shrink-0 place-items-center rounded-sm border border-ink font-semibold leading-none">{letterOf(i)}</b>
            {option.text}
          </li>
        ))}
      </ol>
    </div>
  )
}
