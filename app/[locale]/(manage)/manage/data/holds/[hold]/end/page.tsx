import { PageTitle } from '@/components/ui/page-title'
import { Submit } from '@/components/ui/field'
import { permitted } from '@/server/nextjs/current-person'
import { gone } from '@/server/nextjs/responses'
import { languageOf, translator } from '@/server/platform/locales'
import { listHolds } from '@/server/privacy/holds'
import { ManageShell } from '../../../../manage-shell'
import { SECTIONS } from '@/server/nextjs/sections'
import { titled } from '@/server/nextjs/titled'
import { Prove, Unproved } from '../../../../../../(account)/prove'

type Props = PageProps<'/[locale]/manage/data/holds/[hold]/end'>

export const generateMetadata = titled('holds', (t) => t('end'))

/** Asks for confirmation, because what the hold kept may be erased within a day. */
export default async function Page({ params, searchParams }: Props) {
  const { locale, hold: id } = await params
  const list = `/${locale}/manage/data/holds`
  const person = await permitted(locale, list, ...SECTIONS.data)
  const hold = (await listHolds()).find((one) => one.id === id)
  if (!hold) return gone(locale)
  const t = translator(locale, 'holds')
  const here = `${list}/${id}/end`
  const until = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium' }).format(hold.until)
  return (
    <ManageShell locale={locale} person={person} section="data" crumbs={[{ label: t('title'), href: list }, { label: t('end') }]}>
      <PageTitle>{t('endTitle', { name: hold.name || t('everything') })}</PageTitle>
      <p className="mt-4 max-w-prose leading-relaxed wrap-anywhere">{t('endText', { reason: hold.reason, until })}</p>
      <Unproved locale={locale} note={(await searchParams).note} />
      <form method="post" action={`${here}/confirm`} className="mt-6">
        <Prove locale={locale} person={person} here={here} />
        <div className="mt-6 flex flex-wrap gap-3">
          <Submit look="btn-quiet text-risk">{t('endConfirm')}</Submit>
          <a className="btn btn-ghost" href={list}>
            {t('keep')}
          </a>
        </div>
      </form>
    </ManageShell>
  )
}
