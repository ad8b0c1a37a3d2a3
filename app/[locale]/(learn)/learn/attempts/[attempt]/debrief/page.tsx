import { ArrowRight } from 'lucide-react'
import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { CourseStep } from '@/app/[locale]/(courses)/courses/course-step'
import { coursePath, nextPath } from '@/app/[locale]/(courses)/courses/view'
import { ContactList } from '@/app/[locale]/(site)/contacts'
import { afterDebrief } from '@/app/[locale]/(learn)/learn/next-step'
import { SkillList } from '@/app/[locale]/(learn)/learn/skill-list'
import { PageShell } from '@/app/[locale]/page-shell'
import { Debrief } from '@/components/debrief/debrief'
import { PrintButton } from '@/components/debrief/print-button'
import { foreignNote } from '@/app/[locale]/foreign-note'
import { LaunchBack } from '@/app/[locale]/launch-back'
import { Texts } from '@/components/ui/texts'
import { InLanguage } from '@/components/ui/words'
import { isFinished } from '@/scenarios/engine/play/journal'
import type { Points } from '@/scenarios/engine/score/attempt'
import { type Skills, skillsOf } from '@/server/learning/skills'
import { learnerOverview } from '@/server/learning/learner-overview'
import { courseOfAttempt, isResultShared } from '@/server/enrolment/attempts'
import { evidenceIn, libraryIn } from '@/server/library/library'
import { checkedBy } from '@/server/library/sign-offs'
import { contacts } from '@/server/organisation/organisation'
import { languageOf, messagesOf, translator } from '@/server/platform/locales'
import { gone } from '@/server/nextjs/responses'
import { currentPerson } from '@/server/nextjs/current-person'
import { type Attempt, isAgain, readAttempt } from '@/server/learning/attempts'
import { currentAttempt } from '@/server/nextjs/attempt'
import { debriefOf, foreignIn, foreignSources } from '@/server/learning/localise'
import { Fair } from './fair'
import { LaunchRepeat } from './launch-repeat'
import { beside, launchToken, rootOf } from '@/server/platform/launch-token'

type Props = PageProps<'/[locale]/learn/attempts/[attempt]/debrief'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, attempt: id } = await params
  const attempt = await currentAttempt(id)
  const t = translator(locale, 'debrief')
  const played = attempt && (await libraryIn(locale)).scenario(attempt.header.scenario)
  return { title: attempt ? `${t('title')}: ${played?.title}` : t('title') }
}

export default async function Page({ params, searchParams }: Props) {
  const { locale, attempt: id } = await params
  const attempt = await currentAttempt(id)
  if (!attempt) return gone(locale)
  const page = `${rootOf(locale)}/learn/attempts/${attempt.id}`
  if (!isFinished(attempt.replay.state)) redirect(page)
  const t = translator(locale, 'debrief')
  const { score: _, ...view } = await debriefOf(attempt)
  const played = (await libraryIn(locale)).scenario(attempt.header.scenario)
  const [foreign, cited] = [foreignIn(attempt, locale), await foreignSources(attempt, locale)]
  const tutorial = attempt.compiled.kind === 'tutorial'
  const { sourceOf } = await evidenceIn(attempt.header.locale)
  const sources = view.cites.flatMap((id) => sourceOf(id) ?? [])
  const within = await courseOfAttempt(attempt.learner, attempt.id)
  const standing = await learnerOverview(attempt.learner, locale)
  const launched = launchToken() !== null
  const other = played?.variants.hostile && played.variants.genuine
  const { ui, debrief, channels } = messagesOf(locale)
  const { kind, look, channel } = channels
  return (
    <PageShell
      locale={locale}
      crumbs={[...crumbsTo(locale, { id: attempt.header.scenario, title: played?.title ?? '' }, within), { label: t('title') }]}
      actions={
        <>
          <PrintButton label={translator(locale, 'ui')('print')} />
          {!within && <LaunchBack locale={locale} className="btn btn-primary min-h-10 px-4" />}
          {(within || !launched) && (
            <a
              className="btn btn-primary min-h-10 px-4"
              href={within ? nextPath(locale, within.enrolment) : afterDebrief(locale, standing)}
            >
              {within ? translator(locale, 'courses')('item.nextUp') : t('next')}
              <ArrowRight className="icon max-sm:hidden" />
            </a>
          )}
        </>
      }
    >
      <Texts locale={languageOf(locale)} messages={{ ui, debrief, channels: { kind, look, channel } }}>
        <InLanguage scenario={foreign} sources={cited}>
          <Debrief
            title={played?.title ?? ''}
            view={isAgain(attempt.header) ? { ...view, judgement: null } : view}
            map={attempt.compiled.map}
            sources={sources}
            practised={<Practised locale={locale} skills={await skillsOf(attempt.learner, standing.attempts)} />}
            replay={played ? `${page}/replay` : null}
            other={other ? `${page}/other` : null}
            next={within || launched ? null : afterDebrief(locale, standing)}
            contact={<Contact locale={locale} />}
            own={played?.skippable ? ownCase(locale) : null}
            belongs={launched ? 'launch' : (await currentPerson()) ? 'account' : 'browser'}
            shared={isResultShared(attempt, within)}
            recorded={`${rootOf(locale)}/learn/data`}
            signs={`${rootOf(locale)}/signs`}
            before={await pointsBefore(attempt)}
            counts={tutorial ? 'tutorial' : attempt.header.purpose === 'practice' ? 'practice' : 'learn'}
            draft={attempt.compiled.review.state === 'draft' && !(await checkedBy(attempt.header.scenario, locale))}
            language={foreignNote(locale, foreign ?? cited)}
          />
        </InLanguage>
      </Texts>
      {within ? <CourseStep locale={locale} {...within} /> : launched && <LaunchRepeat locale={locale} attempt={attempt} />}
      <Fair locale={locale} attempt={attempt.id} problem={(await searchParams).fair === 'check'} />
    </PageShell>
  )
}

/** Points of the attempt that this one repeats from a decision; null if there is none in the same variant. */
async function pointsBefore({ header, learner }: Attempt): Promise<Points | null> {
  const before = isAgain(header) ? await readAttempt(learner, header.parent!) : null
  const isSame = before?.header.variant === header.variant && isFinished(before.replay.state)
  return isSame ? (await debriefOf(before)).result : null
}

const Practised = ({ locale, skills }: { locale: string; skills: Skills }) => (
  <div className="max-w-broad">
    <p className="text-small leading-normal text-ink-2">{translator(locale, 'skills')('lead')}</p>
    <SkillList locale={locale} skills={skills} />
  </div>
)

function ownCase(locale: string) {
  const t = translator(locale, 'help')
  return { title: t('own'), text: `${t('ownText')} ${t('danger')}` }
}

const Contact = async ({ locale }: { locale: string }) => (
  <>
    <ContactList locale={locale} contacts={await contacts()} />
    <p>
      <a className="link text-note" href={`/${locale}/contact-card`} {...beside()}>
        {translator(locale, 'organisation')('real.card')}
      </a>
    </p>
  </>
)

const crumbsTo = (locale: string, { id, title }: { id: string; title: string }, within: Awaited<ReturnType<typeof courseOfAttempt>>) =>
  within
    ? [{ label: within.enrolment.course.title, href: coursePath(locale, within.enrolment.row.id) }, { label: title }]
    : launchToken() !== null
      ? [{ label: title }]
      : [
          { label: translator(locale, 'learn')('title'), href: `/${locale}/learn` },
          { label: title, href: `/${locale}/learn/${id}` },
        ]
