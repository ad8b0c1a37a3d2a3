import { Table } from '@/components/manage/table'
import { Submit, Tick } from '@/components/ui/field'
import { Section } from '@/components/ui/section'
import type { Person } from '@/server/accounts/people'
import { listCourses } from '@/server/courses/courses'
import { ownedBy } from '@/server/courses/owners'
import { openCourse, openedBy, targetIn } from '@/server/lti/links'
import { linksOf } from '@/server/lti/members'
import { deploymentsOf } from '@/server/lti/deployments'
import type { Platform } from '@/server/lti/platforms'
import { scoreCounts } from '@/server/lti/scores'
import { readFlash } from '@/server/nextjs/flash'
import { translator } from '@/server/platform/locales'

interface Props {
  locale: string
  platform: Platform
}
const pathOf = ({ locale, platform }: Props) => `/${locale}/manage/platforms/${platform.id}`

export async function Deployments(props: Props) {
  const t = translator(props.locale, 'lti')
  const waiting = (await deploymentsOf(props.platform.id)).filter(({ accepted }) => !accepted)
  if (waiting.length === 0) return null
  return (
    <Section name="deployments" title={t('manage.deploymentsTitle')} className="mt-8">
      <p className="mt-1 leading-relaxed text-ink-2">{t('manage.deploymentsText')}</p>
      <form method="post" action={`${pathOf(props)}/deployment`} className="mt-4 space-y-3">
        {waiting.map(({ deployment, seenAt }) => (
          <div key={deployment} className="flex flex-wrap items-center gap-3">
            <span className="wrap-anywhere font-medium">{deployment}</span>
            <span className="text-small text-ink-2">{t('manage.seen', { at: seenAt })}</span>
            <button
              type="submit"
              name="accept"
              value={deployment}
              className="btn btn-quiet"
              aria-label={t('manage.acceptWhich', { deployment })}
            >
              {t('manage.accept')}
            </button>
            <button
              type="submit"
              name="refuse"
              value={deployment}
              className="btn btn-ghost"
              aria-label={t('manage.refuseWhich', { deployment })}
            >
              {t('manage.refuse')}
            </button>
          </div>
        ))}
      </form>
    </Section>
  )
}

/** Counts scenarios, and courses that this person may know of. */
export async function Scores({ person, ...props }: Props & { person: Person }) {
  const t = translator(props.locale, 'lti')
  const { sent, waiting, failed } = await scoreCounts(props.platform.id, await ownedBy(person))
  return (
    <Section name="scores" title={t('manage.scoresTitle')} className="mt-8">
      <p className="mt-1 leading-relaxed text-ink-2">{t('manage.scoresText')}</p>
      <p className="mt-2">{t('manage.sent', { n: sent })}</p>
      {waiting !== null && <p className="mt-2">{t('manage.waiting', { n: waiting })}</p>}
      {failed.map(({ reason, n }) => (
        <p key={reason} className="mt-2 text-signal">
          {t('manage.failedReason', { n, reason })}
        </p>
      ))}
      {failed.length > 0 && (
        <form method="post" action={`${pathOf(props)}/again`} className="mt-3">
          <Submit look="btn-quiet">{t('manage.again')}</Submit>
        </form>
      )}
    </Section>
  )
}

export async function OfferedCourses({ person, ...props }: Props & { person: Person }) {
  const t = translator(props.locale, 'lti')
  const own = await listCourses(await ownedBy(person))
  const open = (await Promise.all(own.map(async ({ id }) => ({ id, course: await openCourse(id) })))).filter(({ course }) => course)
  return (
    <Section name="courses" title={t('manage.coursesTitle')} className="mt-8 max-w-xl">
      <p className="mt-1 leading-relaxed text-ink-2">{t('manage.coursesText')}</p>
      {open.length === 0 ? (
        <p className="mt-2">{t('manage.coursesNone')}</p>
      ) : (
        <form method="post" action={`${pathOf(props)}/courses`} className="mt-4 grid gap-2">
          {open.map(({ id, course }) => (
            <Tick
              key={id}
              name="course"
              value={id}
              label={course!.title}
              text={course!.summary}
              checked={props.platform.courses.includes(id)}
            />
          ))}
          <Submit look="btn-quiet mt-2 justify-self-start">{t('manage.coursesDo')}</Submit>
        </form>
      )}
    </Section>
  )
}

/** How many people opened each link that this person may know of and, once we have asked the platform, how many it lists there. */
export async function LinkCounts({ asked, person, ...props }: Props & { asked: boolean; person: Person }) {
  const t = translator(props.locale, 'lti')
  const links = await linksOf(props.platform.id, await ownedBy(person))
  const counts = asked ? await readFlash('members') : {}
  const named = await Promise.all(
    links.map(async (link) => {
      const target = targetIn(link.target)
      return { ...link, title: (target && (await openedBy(target, props.platform, props.locale)))?.title ?? t('manage.gone') }
    }),
  )
  const listed = (members: string | null) => {
    if (members === null) return t('manage.membersNone')
    const count = counts[members.slice(-60)]
    return count === undefined ? '–' : count === '' ? t('manage.membersUnknown') : count
  }
  return (
    <Section name="links" title={t('manage.membersTitle')} className="mt-8">
      <p className="mt-1 leading-relaxed text-ink-2">{t('manage.membersText')}</p>
      {named.length === 0 ? (
        <p className="mt-2">{t('manage.linksNone')}</p>
      ) : (
        <>
          <Table
            label={t('manage.membersTable', { name: props.platform.name })}
            columns={[t('manage.linkOpens'), t('manage.begun'), t('manage.members')]}
          >
            {named.map(({ link, target, title, begun, members }) => (
              <tr key={`${link} ${target}`}>
                <th scope="row">{title}</th>
                <td>{begun === 0 ? t('manage.begunFew') : t('manage.begunMore', { n: begun })}</td>
                <td>{listed(members)}</td>
              </tr>
            ))}
          </Table>
          <form method="post" action={`${pathOf(props)}/members`} className="mt-3">
            <Submit look="btn-quiet">{t('manage.membersDo')}</Submit>
          </form>
        </>
      )}
    </Section>
  )
}
