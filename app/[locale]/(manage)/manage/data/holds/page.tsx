import { Table } from '@/components/manage/table'
import { Notice, SelectField, Submit, TextArea, TextField } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { listCourses } from '@/server/courses/courses'
import { distinctTitles } from '@/server/courses/titles'
import { permitted } from '@/server/nextjs/current-person'
import { readFlash } from '@/server/nextjs/flash'
import { languageOf, translator } from '@/server/platform/locales'
import { EVERYTHING, listHolds } from '@/server/privacy/holds'
import { ManageShell } from '../../manage-shell'
import { SECTIONS } from '@/server/nextjs/sections'
import { titled } from '@/server/nextjs/titled'

type Props = PageProps<'/[locale]/manage/data/holds'>
const NOTES = ['placed', 'ended'] as const
const WRONG = ['address', 'course', 'reason', 'until'] as const

export const generateMetadata = titled('holds', (t) => t('title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const { note, address } = await searchParams
  const person = await permitted(locale, `/${locale}/manage/data/holds`, ...SECTIONS.data)
  const t = translator(locale, 'holds')
  const here = `/${locale}/manage/data/holds`
  const day = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium' })
  const holds = await listHolds()
  const said = NOTES.find((n) => n === note)
  const values = { address: typeof address === 'string' ? address : '', ...(await readFlash('hold')) }
  return (
    <ManageShell locale={locale} person={person} section="data" crumbs={[{ label: t('title') }]}>
      <PageTitle lead={t('lead')}>{t('title')}</PageTitle>
      {said && <Notice tone="done">{t(`note.${said}`)}</Notice>}
      {holds.length === 0 ? (
        <p className="mt-6 leading-relaxed">{t('none')}</p>
      ) : (
        <div className="mt-6">
          <Table label={t('title')} columns={[t('of'), t('reason'), t('until'), t('end')]}>
            {holds.map((hold) => (
              <tr key={hold.id} className="align-top">
                <th scope="row" className="wrap-anywhere">
                  {hold.course ? t('ofCourse', { name: hold.name }) : hold.name || t('everything')}
                </th>
                <td className="wrap-anywhere">{hold.reason}</td>
                <td>{day.format(hold.until)}</td>
                <td>
                  <a className="link" href={`${here}/${hold.id}/end`} aria-label={t('endLabel', { name: hold.name || t('everything') })}>
                    {t('endDo')}
                  </a>
                </td>
              </tr>
            ))}
          </Table>
        </div>
      )}
      <Form locale={locale} values={values} wrong={WRONG.find((n) => n === note)} />
    </ManageShell>
  )
}

interface FormProps {
  locale: string
  values: Record<string, string>
  wrong: (typeof WRONG)[number] | undefined
}
async function Form({ locale, values, wrong }: FormProps) {
  const t = translator(locale, 'holds')
  const field = (name: (typeof WRONG)[number]) => ({
    name,
    defaultValue: values[name],
    ...(wrong === name && { error: t(`wrong.${name}`) }),
  })
  return (
    <form method="post" action={`/${locale}/manage/data/holds/place`} className="mt-10 grid max-w-md gap-5" aria-labelledby="new-h">
      <h2 id="new-h" className="text-h2">
        {t('new')}
      </h2>
      <SelectField {...field('course')} label={t('of')}>
        <option value="">{t('somebody')}</option>
        <option value={EVERYTHING}>{t('everything')}</option>
        {[...(await distinctTitles(await listCourses(), locale))].map(([id, name]) => (
          <option key={id} value={id}>
            {t('ofCourse', { name })}
          </option>
        ))}
      </SelectField>
      <TextField {...field('address')} type="email" label={t('address')} hint={t('addressHint')} maxLength={200} autoComplete="off" />
      <TextArea {...field('reason')} required rows={2} maxLength={300} label={t('reason')} hint={t('reasonHint')} />
      <TextField {...field('until')} required type="date" label={t('until')} hint={t('untilHint')} />
      <Submit look="btn-primary justify-self-start">{t('placeDo')}</Submit>
    </form>
  )
}
