import { Notice, SelectField, Submit } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { KINDS } from '@/lms/package/about'
import { VARIANTS } from '@/scenarios/engine/format/variant'
import type { Person } from '@/server/accounts/people'
import { listCourses } from '@/server/courses/courses'
import { ownedBy } from '@/server/courses/owners'
import { distinctTitles } from '@/server/courses/titles'
import { libraryIn } from '@/server/library/library'
import { permitted } from '@/server/nextjs/current-person'
import { readFlash } from '@/server/nextjs/flash'
import { SECTIONS } from '@/server/nextjs/sections'
import { titled } from '@/server/nextjs/titled'
import { languageName, locales, translator } from '@/server/platform/locales'
import { ManageShell } from '../../manage-shell'
import { COURSE, REFUSED, REPORTS, CHOICES, type PackageRefusal } from './package-form'

type Props = PageProps<'/[locale]/manage/scenarios/packages'>

export const generateMetadata = titled('packages', (t) => t('title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const person = await permitted(locale, `/${locale}/manage/scenarios/packages`, ...SECTIONS.scenarios)
  const t = translator(locale, 'packages')
  const query = await searchParams
  const why = (Object.keys(REFUSED) as PackageRefusal[]).find((known) => known === query.why)
  const typed = why ? await readFlash('package') : {}
  const chosen = (name: string) => ({
    ...{ name, defaultValue: typed[name] },
    error: why && REFUSED[why] === name ? t(`problem.${why}`) : undefined,
  })
  return (
    <ManageShell locale={locale} person={person} section="scenarios" crumbs={[{ label: t('title') }]}>
      <PageTitle lead={t('lead')}>{t('title')}</PageTitle>
      {why && <Notice tone="problem">{t('refused')}</Notice>}
      <form method="post" action={`/${locale}/manage/scenarios/packages/make`} className="card mt-6 max-w-column space-y-5 p-5 sm:p-7">
        <SelectField {...chosen('scenario')} label={t('scenario')}>
          <Offered locale={locale} person={person} />
        </SelectField>
        <SelectField {...chosen('kind')} label={t('kind')} hint={t('kindHint')}>
          {optionsOf(KINDS, (kind) => t(`kinds.${kind}`))}
        </SelectField>
        <SelectField {...chosen('variant')} label={t('variant')} hint={t('variantHint')}>
          {optionsOf(CHOICES, (variant) => t(`variants.${variant}`))}
        </SelectField>
        <SelectField {...chosen('report')} label={t('report')} hint={t('reportHint')}>
          {optionsOf(REPORTS, (report) => t(`reports.${report}`))}
        </SelectField>
        {locales().length > 1 && (
          <SelectField name="language" label={t('language')} defaultValue={typed.language ?? locale}>
            {optionsOf(locales(), (one) => languageName(one, locale))}
          </SelectField>
        )}
        <p className="text-note leading-normal text-ink-2">{t('holdsKey')}</p>
        <Submit>{t('make')}</Submit>
      </form>
    </ManageShell>
  )
}

const optionsOf = <T extends string>(values: readonly T[], label: (value: T) => string) =>
  values.map((value) => (
    <option key={value} value={value}>
      {label(value)}
    </option>
  ))

async function Offered({ locale, person }: { locale: string; person: Person }) {
  const t = translator(locale, 'packages')
  const { scenarios } = await libraryIn(locale)
  const courses = (await listCourses(await ownedBy(person))).filter(({ version, archivedAt }) => version > 0 && archivedAt === null)
  const titles = await distinctTitles(courses, locale)
  return (
    <>
      <optgroup label={t('scenarios')}>
        {scenarios.map(({ id, title, variants }) => (
          <option key={id} value={id}>
            {VARIANTS.every((variant) => variants[variant]) ? `${title} (${id})` : t('single', { title, id })}
          </option>
        ))}
      </optgroup>
      <optgroup label={t('courses')}>
        {courses.length === 0 && <option disabled>{t('coursesNone')}</option>}
        {courses.map(({ id }) => (
          <option key={id} value={`${COURSE}${id}`}>
            {titles.get(id)}
          </option>
        ))}
      </optgroup>
    </>
  )
}
