import { Submit, TextField } from '@/components/ui/field'
import { Section } from '@/components/ui/section'
import type { PersonDetails } from '@/server/accounts/people-search'
import { cohortsOfMember } from '@/server/records/cohorts-of-member'
import { translator } from '@/server/platform/locales'

export async function AboutPerson({ locale, about }: { locale: string; about: PersonDetails }) {
  const t = translator(locale, 'people')
  const states = translator(locale, 'records')
  const cohorts = await cohortsOfMember(about.id)
  const facts = (['unit', 'site', 'manager'] as const).flatMap((field) => (about[field] ? [[field, about[field]] as const] : []))
  const groups = about.groups.join(', ')
  return (
    <Section name="about" title={t('about.title')} className="card mt-6 p-5" look="font-semibold">
      <dl className="mt-2 grid gap-x-8 gap-y-2 sm:grid-cols-[auto_1fr] [&_dt]:text-ink-2">
        {facts.map(([field, value]) => (
          <div key={field} className="contents">
            <dt>{t(`about.${field}`)}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
        {groups && (
          <>
            <dt>{t('about.groups')}</dt>
            <dd className="wrap-anywhere">{groups}</dd>
          </>
        )}
        <dt>{t('about.source')}</dt>
        <dd>{t(`about.sources.${about.source}`)}</dd>
        <dt>{t('about.cohorts')}</dt>
        <dd>
          {cohorts.length === 0
            ? t('about.noCohorts')
            : cohorts.map((cohort) => (
                <span key={`${cohort.id} ${cohort.state}`} className="block">
                  <a className="link" href={`/${locale}/manage/courses/${cohort.course}/records/${cohort.line}`}>
                    {cohort.title}, {cohort.name}
                  </a>
                  {': '}
                  {states(`states.${cohort.state}`)}{' '}
                  {cohort.overdue && <b className="font-medium text-signal">{states('filter.overdue')}</b>}
                </span>
              ))}
        </dd>
      </dl>
      {about.source !== 'directory' && (
        <form
          method="post"
          action={`/${locale}/manage/people/known/${about.id}/name`}
          className="mt-5 flex max-w-xl flex-wrap items-end gap-3 border-t border-line pt-5"
        >
          <div className="min-w-56 flex-1">
            <TextField name="name" label={t('about.name')} hint={t('about.nameHint')} defaultValue={about.name} maxLength={120} required />
          </div>
          <Submit look="btn-quiet">{t('about.nameDo')}</Submit>
        </form>
      )}
    </Section>
  )
}
