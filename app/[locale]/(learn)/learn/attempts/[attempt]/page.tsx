import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { coursePath } from '@/app/[locale]/(courses)/courses/view'
import { DisplayButton } from '@/app/[locale]/(site)/display-menu'
import { foreignNote } from '@/app/[locale]/foreign-note'
import { momentTitle } from '@/components/play/moment-title'
import { Texts } from '@/components/ui/texts'
import { InLanguage } from '@/components/ui/words'
import type { Links, PlayerStart } from '@/scenarios/engine/play/delivery'
import { isFinished } from '@/scenarios/engine/play/journal'
import { RATINGS, LOOKS, SURENESS } from '@/scenarios/engine/play/events'
import { oneOf } from '@/scenarios/engine/play/moment-form'
import { continueOnCurrent } from '@/server/learning/play-again'
import { foreignIn } from '@/server/learning/localise'
import { courseOfAttempt } from '@/server/enrolment/attempts'
import { itemGoesOn } from '@/server/enrolment/progress'
import { opened } from '@/server/learning/delivery'
import { libraryIn } from '@/server/library/library'
import { linkGoesOn } from '@/server/lti/links'
import { languageOf, messagesOf, translator } from '@/server/platform/locales'
import { gone } from '@/server/nextjs/responses'
import type { Attempt } from '@/server/learning/attempts'
import { currentAttempt } from '@/server/nextjs/attempt'
import { AttemptPlayer, type SerialisedStart } from './attempt-player'
import { launchToken, rootOf } from '@/server/platform/launch-token'

type Props = PageProps<'/[locale]/learn/attempts/[attempt]'>
const NOTES = ['stale', 'elsewhere', 'incomplete', 'refused', 'updated', 'full'] as const

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, attempt: id } = await params
  const attempt = await currentAttempt(id)
  if (!attempt) return {}
  const scenario = (await libraryIn(locale)).scenario(attempt.header.scenario)
  return { title: momentTitle(translator(locale, 'play'), attempt.replay.state, scenario?.title ?? '') }
}

export default async function Page({ params, searchParams }: Props) {
  const { locale, attempt: id } = await params
  const query = await searchParams
  const attempt = await currentAttempt(id)
  if (!attempt) return gone(locale)
  if (isFinished(attempt.replay.state)) redirect(`${rootOf(locale)}/learn/attempts/${id}/debrief`)
  const continued = await continueOnCurrent(attempt)
  if (continued) {
    await Promise.all([itemGoesOn(id, continued.id), linkGoesOn(id, continued.id)])
    redirect(`${rootOf(locale)}/learn/attempts/${continued.id}?note=updated`)
  }

  const t = translator(locale, 'play')
  const said = NOTES.find((n) => n === query.note)
  const foreign = foreignIn(attempt, locale)
  const { play, channels } = messagesOf(locale)
  const launched = launchToken() !== null
  return (
    <Texts locale={languageOf(locale)} messages={{ ui: messagesOf(locale).ui, play, channels }}>
      <InLanguage scenario={foreign}>
        <AttemptPlayer
          key={id}
          opened={sent(opened(attempt, locale, await courseOf(attempt, locale)))}
          title={(await libraryIn(locale)).scenario(attempt.header.scenario)?.title ?? ''}
          draft={{
            choices: readDraft(query.draft),
            rating: RATINGS.find((rating) => String(rating) === query.rating),
            looks: oneOf(LOOKS, query.looks),
            sure: oneOf(SURENESS, query.sure),
          }}
          missing={typeof query.missing === 'string' ? query.missing : null}
          notice={said ? t(`note.${said}`) : null}
          language={foreignNote(locale, foreign)}
          offline={!launched}
        />
      </InLanguage>
      <footer className="mx-auto mt-auto w-full max-w-stage px-4 pb-5 text-small noprint lg:px-8 sheets:[body:has(.dock)_&]:pb-20">
        {!launched && <DisplayButton locale={locale} />}
      </footer>
    </Texts>
  )
}

async function courseOf({ learner, id }: Attempt, locale: string): Promise<Links['course']> {
  const within = await courseOfAttempt(learner, id)
  return within ? { label: within.enrolment.course.title, href: coursePath(locale, within.enrolment.row.id) } : undefined
}

/** React walks through every part of an object that it sends, but sends a text as it is. */
const sent = ({ play, ...opened }: PlayerStart): SerialisedStart => ({ ...opened, play: JSON.stringify(play) })

/** `decision.option` pairs, joined by underscores. Invalid ones are ignored where they are used. */
function readDraft(draft: string | string[] | undefined): Record<string, string> {
  if (typeof draft !== 'string') return {}
  return Object.fromEntries(
    draft
      .split('_')
      .map((pair) => pair.split('.'))
      .filter((pair) => pair.length === 2),
  )
}
