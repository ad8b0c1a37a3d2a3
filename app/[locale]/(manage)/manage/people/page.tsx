import { Notice } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { permitted } from '@/server/nextjs/current-person'
import { titled } from '@/server/nextjs/titled'
import { translator } from '@/server/platform/locales'
import { ManageShell } from '../manage-shell'
import { pageOf } from '../pages'
import { KnownPeople, standingOf } from './known-people'
import { mailedTo } from './mailed'
import { Pending } from './pending'

type Props = PageProps<'/[locale]/manage/people'>
const NOTES = ['withdrawn', 'gone', 'invitation-held', 'removed', 'mailed', 'notMailed'] as const
const DONE: readonly string[] = ['withdrawn', 'removed', 'mailed']

export const generateMetadata = titled('manage', (t) => t('people.title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const here = `/${locale}/manage/people`
  const person = await permitted(locale, here, 'administrator')
  const { note, page, open, q, who } = await searchParams
  const standing = standingOf(who)
  const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, 200) : '')
  const t = translator(locale, 'people')
  const said = NOTES.find((n) => n === note)
  return (
    <ManageShell locale={locale} person={person} section="people" wide>
      <div className="flex flex-wrap items-start justify-between gap-4">
        <PageTitle>{translator(locale, 'manage')('people.title')}</PageTitle>
        <p className="flex flex-wrap gap-3">
          <a className="btn btn-quiet" href={`${here}/directory`}>
            {t('directory')}
          </a>
          <a className="btn btn-primary" href={`${here}/add`}>
            {translator(locale, 'addPeople')('title')}
          </a>
        </p>
      </div>
      {said && <Notice tone={DONE.includes(said) ? 'done' : 'problem'}>{t(`note.${said}`, await mailedTo())}</Notice>}
      <KnownPeople locale={locale} search={text(q)} standing={standing} page={pageOf(page)} here={here} />
      {(standing === null || standing === 'invited') && (
        <Pending locale={locale} search={text(q)} standing={standing} page={pageOf(open)} here={here} />
      )}
    </ManageShell>
  )
}
