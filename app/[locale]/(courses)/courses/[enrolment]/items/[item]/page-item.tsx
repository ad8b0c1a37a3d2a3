import { Reading } from '@/components/debrief/reading'
import { spoken } from '@/app/[locale]/foreign-note'
import { Texts } from '@/components/ui/texts'
import { InLanguage } from '@/components/ui/words'
import { Submit } from '@/components/ui/field'
import { blocksOf, citesOf } from '@/scenarios/engine/course/text'
import type { Item, ItemOf } from '@/scenarios/engine/course/course'
import type { Enrolment } from '@/server/enrolment/enrolment'
import { evidenceIn } from '@/server/library/library'
import { languageOf, messagesOf, translator } from '@/server/platform/locales'
import { coursePath, itemPath, nextPath } from '../../../view'
import type { PartProps } from './part-props'

export async function Body({ locale, body, children }: { locale: string; body: string; children?: React.ReactNode }) {
  const { sourceOf, language } = await evidenceIn(locale)
  const { source, sources, sourcesNote, assessmentSays, readAt, codes, codesNote, editorNote, draft } = messagesOf(locale).debrief
  return (
    <Texts
      locale={languageOf(locale)}
      messages={{ debrief: { source, sources, sourcesNote, assessmentSays, readAt, codes, codesNote, editorNote, draft } } as never}
    >
      <InLanguage scenario={null} sources={spoken(locale, language).foreign}>
        <Reading blocks={blocksOf(body)} sources={citesOf(body).flatMap((id) => sourceOf(id) ?? [])}>
          {children}
        </Reading>
      </InLanguage>
    </Texts>
  )
}

export function PageItem({ locale, enrolment, item }: PartProps<ItemOf<'page'>>) {
  return (
    <Body locale={locale} body={item.body}>
      <Onward locale={locale} enrolment={enrolment} item={item} label={translator(locale, 'courses')('item.read')} />
    </Body>
  )
}

export function Onward({ locale, enrolment, item, label }: { locale: string; enrolment: Enrolment; item: Item; label: string }) {
  const t = translator(locale, 'courses')
  const { row, items } = enrolment
  const done = items.some((i) => i.item === item.id && i.doneAt !== null)
  return (
    <div className="mt-8 flex flex-wrap items-center gap-3 noprint">
      {done ? (
        <a className="btn btn-primary" href={nextPath(locale, enrolment)}>
          {t('item.nextUp')}
        </a>
      ) : (
        <form method="post" action={`${itemPath(locale, row.id, item.id)}/done`}>
          <Submit>{label}</Submit>
        </form>
      )}
      <a className="btn btn-ghost" href={coursePath(locale, row.id)}>
        {t('item.back')}
      </a>
    </div>
  )
}
