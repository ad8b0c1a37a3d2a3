import { Notice } from '@/components/ui/field'
import type { Item, ItemKind, ItemOf } from '@/scenarios/engine/course/course'
import { libraryIn } from '@/server/library/library'
import { translator } from '@/server/platform/locales'
import { Contacts } from '../../../../../../(courses)/courses/[enrolment]/items/[item]/acknowledgement-item'
import { Body } from '../../../../../../(courses)/courses/[enrolment]/items/[item]/page-item'
import { reportingContacts } from '../../../../../../(courses)/courses/[enrolment]/items/[item]/whom'

interface PreviewProps<I extends Item = Item> {
  locale: string
  base: string
  item: I
}
type Preview<I extends Item> = (props: PreviewProps<I>) => React.ReactNode | Promise<React.ReactNode>

async function ScenarioPreview({ locale, base, item }: PreviewProps<ItemOf<'scenario'>>) {
  const t = translator(locale, 'courseEditor')
  const scenario = (await libraryIn(locale)).scenario(item.scenario)
  if (!scenario) return <Notice tone="problem">{t('preview.unknown')}</Notice>
  return (
    <>
      <p className="mt-3 leading-relaxed text-ink-2">{scenario.summary}</p>
      <p className="mt-3 leading-relaxed">{scenario.you}</p>
      <p className="mt-3 leading-relaxed text-ink-2">{t('preview.scenario')}</p>
      <form method="post" action={`${base}/preview/start`} className="mt-5">
        <button type="submit" name="item" value={item.id} className="btn btn-primary">
          {t('preview.start')}
        </button>
      </form>
    </>
  )
}

const PagePreview = ({ locale, item }: PreviewProps<ItemOf<'page'>>) => <Body locale={locale} body={item.body} />

async function AcknowledgementPreview({ locale, item }: PreviewProps<ItemOf<'acknowledgement'>>) {
  const t = translator(locale, 'courseEditor')
  const { list, own } = await reportingContacts(locale)
  return (
    <>
      <Body locale={locale} body={item.body} />
      <Contacts locale={locale} list={list} own={own} />
      <p className="mt-5 leading-relaxed text-ink-2">
        {t('preview.asked')} {!own && t('preview.noContacts')}
      </p>
    </>
  )
}

const PREVIEWS = {
  scenario: ScenarioPreview,
  page: PagePreview,
  acknowledgement: AcknowledgementPreview,
} satisfies { [K in ItemKind]: Preview<ItemOf<K>> }

export function ItemPreview(props: PreviewProps) {
  const Preview = PREVIEWS[props.item.kind] as Preview<Item>
  return <Preview {...props} />
}
