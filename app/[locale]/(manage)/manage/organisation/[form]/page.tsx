import type { Metadata } from 'next'
import { Notice, Submit } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { permitted } from '@/server/nextjs/current-person'
import { translator } from '@/server/platform/locales'
import { draftOrganisation } from '@/server/organisation/organisation'
import { type FieldErrors, type FormName, type Values, isForm, readGroup, valuesOf } from '@/server/organisation/form'
import { gone } from '@/server/nextjs/responses'
import { ManageShell } from '../../manage-shell'
import { SECTIONS } from '@/server/nextjs/sections'
import { AccessFields, IdentityFields, RetentionFields, SupportFields } from '../fields'

type Props = PageProps<'/[locale]/manage/organisation/[form]'>
type PageForm = Exclude<FormName, 'gifts'>
const hasPage = (form: string): form is PageForm => isForm(form) && form !== 'gifts'
const FIELDS = {
  identity: IdentityFields,
  support: SupportFields,
  access: AccessFields,
  retention: RetentionFields,
} satisfies Record<PageForm, unknown>
const UPLOADS = ['logoType', 'logoSize']

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, form } = await params
  return hasPage(form) ? { title: translator(locale, 'organisation')(`${form}.title`) } : {}
}

export default async function Page({ params, searchParams }: Props) {
  const { locale, form } = await params
  const overview = `/${locale}/manage/organisation`
  const person = await permitted(locale, `${overview}/${form}`, ...SECTIONS.organisation)
  if (!hasPage(form)) return gone(locale)
  const t = translator(locale, 'organisation')
  const { note, problem, ...sent } = await searchParams
  const { draft } = await draftOrganisation()
  const again = note === 'check'
  const values: Values = {
    ...valuesOf(form, draft),
    ...(again && Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, String(value)]))),
  }
  const errors: FieldErrors = {
    ...(again && readGroup(form, values).errors),
    ...(typeof problem === 'string' && UPLOADS.includes(problem) && { logo: problem }),
  }
  const Fields = FIELDS[form]
  return (
    <ManageShell locale={locale} person={person} section="organisation" crumbs={[{ label: t(`${form}.title`) }]}>
      <div className="max-w-2xl">
        <PageTitle lead={t(`${form}.lead`)}>{t(`${form}.title`)}</PageTitle>
        {again && Object.keys(errors).length > 0 && <Notice tone="problem">{t('note.check')}</Notice>}
        <form
          method="post"
          action={`${overview}/${form}/save`}
          encType={form === 'identity' ? 'multipart/form-data' : undefined}
          className="mt-6 space-y-5"
          noValidate
        >
          <Fields locale={locale} values={values} errors={errors} organisation={draft} />
          <div className="flex flex-wrap items-center gap-4 pt-2">
            <Submit>{t('keep')}</Submit>
            <a className="link" href={overview}>
              {t('back')}
            </a>
          </div>
        </form>
      </div>
    </ManageShell>
  )
}
