import { Table } from '@/components/manage/table'
import { Notice, Submit, TextField } from '@/components/ui/field'
import { readFormDraft } from '@/server/accounts/form-drafts'
import { ownersOf } from '@/server/courses/owners'
import { has } from '@/server/nextjs/current-person'
import { titled } from '@/server/nextjs/titled'
import { translator } from '@/server/platform/locales'
import { ownedCourse } from '../../owned-course'
import { CourseShell } from '../course-shell'

type Props = PageProps<'/[locale]/manage/courses/[course]/owners'>
const DONE = ['added', 'already', 'removed'] as const

export interface KeptOwner {
  email: string
  problem: 'unknown' | 'role'
}

export const generateMetadata = titled('courseEditor', (t) => t('owners.title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale, course: id } = await params
  const { person, course, base } = await ownedCourse(locale, id, '/owners')
  const query = await searchParams
  const t = translator(locale, 'courseEditor')
  const administers = has(person, 'administrator')
  const [owners, kept] = await Promise.all([ownersOf(id), readFormDraft<KeptOwner>(person.id, query.kept)])
  const done = DONE.find((note) => note === query.note)
  return (
    <CourseShell locale={locale} person={person} course={course} tab="owners">
      {done && <Notice tone="done">{t(`owners.note.${done}`)}</Notice>}
      <h2 className="mt-6 text-h2">{t('owners.title')}</h2>
      <p className="mt-1 max-w-measure leading-relaxed text-ink-2">{t(administers ? 'owners.lead' : 'owners.leadOwner')}</p>
      {owners.length === 0 ? (
        <p className="card mt-4 max-w-measure p-5 leading-relaxed">{t('owners.none')}</p>
      ) : (
        <Table label={t('owners.title')} columns={[t('owners.person'), ...(administers ? [t('owners.change')] : [])]}>
          {owners.map(({ id: user, name, email, active, invited }) => (
            <tr key={user}>
              <th scope="row" className="min-w-[12rem]">
                {name}
                <span className="block text-small font-normal text-ink-2 wrap-anywhere">{email}</span>
                {invited && <span className="block text-small font-normal text-ink-2">{t('owners.invited')}</span>}
                {!active && <span className="block text-small font-normal text-signal">{t('owners.noRole')}</span>}
              </th>
              {administers && (
                <td>
                  <form method="post" action={`${base}/owners/change`}>
                    <button
                      type="submit"
                      name="remove"
                      value={user}
                      className="link min-h-11"
                      aria-label={t('owners.removeWho', { who: name })}
                    >
                      {t('owners.remove')}
                    </button>
                  </form>
                </td>
              )}
            </tr>
          ))}
        </Table>
      )}
      {administers && (
        <form method="post" action={`${base}/owners/change`} className="mt-8 grid max-w-xl gap-4">
          <TextField
            name="email"
            type="email"
            label={t('owners.email')}
            hint={t('owners.emailHint')}
            maxLength={254}
            required
            defaultValue={kept?.email ?? ''}
            error={kept ? t(`owners.problem.${kept.problem}`) : undefined}
          />
          <div>
            <Submit>{t('owners.add')}</Submit>
          </div>
        </form>
      )}
    </CourseShell>
  )
}
