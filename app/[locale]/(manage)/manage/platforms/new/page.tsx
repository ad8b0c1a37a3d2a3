import { Notice, Submit } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { permitted } from '@/server/nextjs/current-person'
import { readFlash } from '@/server/nextjs/flash'
import { SECTIONS } from '@/server/nextjs/sections'
import { titled } from '@/server/nextjs/titled'
import { translator } from '@/server/platform/locales'
import { ManageShell } from '../../manage-shell'
import { PlatformFields } from '../fields'

type Props = PageProps<'/[locale]/manage/platforms/new'>

export const generateMetadata = titled('lti', (t) => t('manage.byHand'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const { note, wrong } = await searchParams
  const here = `/${locale}/manage/platforms`
  const person = await permitted(locale, `${here}/new`, ...SECTIONS.platforms)
  const t = translator(locale, 'lti')
  return (
    <ManageShell locale={locale} person={person} section="platforms" crumbs={[{ label: t('manage.byHand') }]}>
      <PageTitle>{t('manage.byHand')}</PageTitle>
      {(note === 'check' || note === 'taken') && <Notice tone="problem">{t(`manage.note.${note}`)}</Notice>}
      <form method="post" action={`${here}/create`} className="mt-6 grid max-w-xl gap-5">
        <PlatformFields
          locale={locale}
          values={note ? await readFlash('platform') : {}}
          wrong={typeof wrong === 'string' ? wrong.split(' ') : []}
        />
        <Submit look="btn-primary justify-self-start">{t('manage.add')}</Submit>
      </form>
    </ManageShell>
  )
}
