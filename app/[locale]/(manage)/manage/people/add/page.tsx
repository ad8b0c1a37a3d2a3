import { SelectField, Submit, TextArea, TextField } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { Section } from '@/components/ui/section'
import type { Person } from '@/server/accounts/people'
import { type OpenCohort, openCohorts } from '@/server/enrolment/open-cohorts'
import { readFormDraft } from '@/server/accounts/form-drafts'
import { BUILDERS } from '@/server/courses/owners'
import { has, permitted } from '@/server/nextjs/current-person'
import { titled } from '@/server/nextjs/titled'
import { translator } from '@/server/platform/locales'
import { asked } from '../../courses/owned-course'
import { EncodingField } from '../../letters'
import { ManageShell } from '../../manage-shell'
import { AccountsPart } from './accounts-part'
import type { AdditionCounts, KeptPeople } from './form-draft'
import { Outcome } from './outcome'
import { RolesPart } from './roles'
import { ThereAlready } from './there-already'

type Props = PageProps<'/[locale]/manage/people/add'>

export const generateMetadata = titled('addPeople', (t) => t('title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const query = await searchParams
  const here = `/${locale}/manage/people/add`
  const wanted = asked(query, 'cohort')
  const person = await permitted(locale, wanted ? `${here}?cohort=${encodeURIComponent(wanted)}` : here, ...BUILDERS)
  const administrator = has(person, 'administrator')
  const t = translator(locale, 'addPeople')
  const cohorts = await openCohorts(person)
  const kept = await readFormDraft<KeptPeople & { added?: AdditionCounts }>(person.id, query.kept)
  const chosen = cohorts.find(({ id }) => id === (kept?.cohort ?? wanted)) ?? null
  return (
    <ManageShell locale={locale} person={person} section={administrator ? 'people' : 'courses'} crumbs={[{ label: t('title') }]}>
      <PageTitle lead={t('lead')}>{t('title')}</PageTitle>
      {kept && <Outcome locale={locale} kept={kept} added={kept.added ?? null} cohort={chosen} />}
      {cohorts.length === 0 && !administrator ? (
        <p className="card mt-6 p-5 leading-relaxed">
          {t('noCohort')}{' '}
          <a className="link" href={`/${locale}/manage/courses`}>
            {t('toCourses')}
          </a>
        </p>
      ) : (
        <AddForm locale={locale} person={person} cohorts={cohorts} chosen={chosen} kept={kept} />
      )}
      <OtherWays locale={locale} cohorts={chosen ? [chosen] : cohorts} />
    </ManageShell>
  )
}

interface FormProps {
  locale: string
  person: Person
  cohorts: OpenCohort[]
  chosen: OpenCohort | null
  kept: KeptPeople | null
}
function AddForm({ locale, person, cohorts, chosen, kept }: FormProps) {
  const t = translator(locale, 'addPeople')
  const here = `/${locale}/manage/people/add`
  const administrator = has(person, 'administrator')
  // People with a single course do not have to choose it, unless they chose no course before.
  const preset = chosen?.id ?? (kept || cohorts.length !== 1 ? '' : cohorts[0]!.id)
  return (
    <form method="post" action={`${here}/send`} encType="multipart/form-data" className="mt-6 grid max-w-column gap-5">
      <TextArea
        name="list"
        rows={7}
        spellCheck={false}
        label={t('list')}
        hint={t('listHint')}
        defaultValue={kept?.text ?? ''}
        {...(kept?.note === 'empty' && { error: t('note.empty') })}
      />
      <TextField
        name="file"
        type="file"
        accept=".csv,.txt,text/csv,text/plain"
        label={t('file')}
        hint={t(administrator ? 'fileHintRoles' : 'fileHint')}
      />
      {kept?.look?.unsure && (
        <div className="max-w-sm">
          <EncodingField locale={locale} />
        </div>
      )}
      {cohorts.length > 0 && <AccountsPart locale={locale} kept={kept} chosen={chosen} />}
      <SelectField
        name="cohort"
        label={t('into')}
        hint={t(administrator ? 'intoHintAccount' : 'intoHint')}
        defaultValue={preset}
        {...(kept?.note === 'choose' && { error: t('note.choose') })}
      >
        <option value="">{t(administrator ? 'noCourse' : 'chooseOne')}</option>
        {cohorts.map(({ id, name, title }) => (
          <option key={id} value={id}>
            {t('cohort', { title, name })}
          </option>
        ))}
      </SelectField>
      {administrator && <RolesPart locale={locale} person={person} kept={kept} />}
      {kept?.plan && chosen && <ThereAlready locale={locale} plan={kept.plan} cohort={chosen} />}
      <div>
        <Submit>{t('do')}</Submit>
      </div>
    </form>
  )
}

function OtherWays({ locale, cohorts }: { locale: string; cohorts: OpenCohort[] }) {
  const t = translator(locale, 'addPeople')
  if (cohorts.length === 0) return null
  return (
    <Section name="other" title={t('other')} className="mt-10 max-w-column border-t border-line pt-6">
      <p className="mt-1 leading-relaxed text-ink-2">{t('otherText')}</p>
      <ul className="mt-3 divide-y divide-line border-y border-line">
        {cohorts.slice(0, 20).map(({ id, name, course, title, link }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 py-2">
            <span>{t('cohort', { title, name })}</span>
            <a className="link inline-flex min-h-11 items-center" href={`/${locale}/manage/courses/${course}/people/${id}#link`}>
              {t(link ? 'linkOpen' : 'linkNone')}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}
