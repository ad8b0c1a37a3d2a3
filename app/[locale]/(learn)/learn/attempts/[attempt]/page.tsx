import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Texts } from '@/components/ui/texts'
import { isFinished } from '@/scenarios/engine/play/journal'
import { continueOnCurrent, readAttempt } from '@/server/learning/attempts'
import { courseOfAttempt } from '@/server/courses/course-attempts'
import { libraryIn } from '@/server/library/library'
import { languageOf, messagesOf, translator } from '@/server/platform/locales'
import { gone } from '@/server/next/responses'
import { currentLearner } from '@/server/next/session'
import { stageOf } from '@/server/learning/localise'
import { coursePath } from '../../../../(courses)/courses/view'
import { AttemptPlayer } from './attempt-player'

type Props = PageProps<'/[locale]/learn/attempts/[attempt]'>
const NOTES = ['stale', 'elsewhere', 'incomplete', 'refused', 'updated', 'full'] as const

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, attempt: id } = await params
  const learner = await currentLearner()
  const attempt = learner && (await readAttempt(learner, id))
  if (!attempt) return {}
  const pattern = (await libraryIn(locale)).pattern(attempt.header.pattern)
  return {
    title: `${translator(locale, 'play')('moment', { n: attempt.replay.state.submissions + 1 })}: ${pattern?.title}`,
  }
}

export default async function Page({ params, searchParams }: Props) {
  const { locale, attempt: id } = await params
  const { note, draft, flag } = await searchParams
  const learner = await currentLearner()
  const attempt = learner && (await readAttempt(learner, id))
  if (!attempt) return gone(locale)
  const page = `/${locale}/learn/attempts/${id}`
  if (isFinished(attempt.replay.state)) redirect(`${page}/debrief`)
  const continued = await continueOnCurrent(attempt)
  if (continued) redirect(`/${locale}/learn/attempts/${continued.id}?note=updated`)

  const within = await courseOfAttempt(learner, id)
  const back = within && coursePath(locale, within.enrolment.row.id)
  const t = translator(locale, 'play')
  const said = NOTES.find((n) => n === note)
  const { play, channels } = messagesOf(locale)
  return (
    <Texts locale={languageOf(locale)} messages={{ ui: messagesOf(locale).ui, play, channels }}>
      <AttemptPlayer
        key={id}
        play={stageOf(attempt).play}
        events={attempt.events}
        attempt={id}
        title={(await libraryIn(locale)).pattern(attempt.header.pattern)?.title ?? ''}
        action={`${page}/events`}
        home={`/${locale}`}
        leave={back ? `${back}?note=left` : `/${locale}/learn?left=1`}
        course={within && back ? { label: within.enrolment.course.title, href: back } : undefined}
        debrief={`${page}/debrief`}
        draft={readDraft(draft)}
        flagging={flag === '1'}
        notice={said ? t(`note.${said}`) : null}
      />
    </Texts>
  )
}

/** `decision.option` pairs, joined by underscores. What does not belong is ignored where it is used. */
function readDraft(draft: string | string[] | undefined): Record<string, string> {
  if (typeof draft !== 'string') return {}
  return Object.fromEntries(
    draft
      .split('_')
      .map((pair) => pair.split('.'))
      .filter((pair) => pair.length === 2),
  )
}
