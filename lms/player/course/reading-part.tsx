import { useTranslations } from 'use-intl'
import { Reading } from '@/components/debrief/reading'
import { InLanguage } from '@/components/ui/words'
import { blocksOf, citesOf } from '@/scenarios/engine/course/text'
import type { CourseContent } from '../../course/content'
import { type PartProps, nextPlace } from './place'

export function Body({ content, body, children }: { content: CourseContent; body: string; children?: React.ReactNode }) {
  const sources = citesOf(body).flatMap((id) => content.sources.find((source) => source.id === id) ?? [])
  return (
    <InLanguage scenario={null}>
      <Reading blocks={blocksOf(body)} sources={sources} pictures={content.pictures}>
        {children}
      </Reading>
    </InLanguage>
  )
}

export function Onward({ label, ...props }: PartProps & { label: string }) {
  const t = useTranslations('courses')
  const { session, item, go } = props
  const isDone = session.isRead(item)
  function onward() {
    session.read(item)
    go(nextPlace(props))
  }
  return (
    <div className="mt-8 flex flex-wrap items-center gap-3 noprint">
      <button type="button" className="btn btn-primary" onClick={onward}>
        {isDone ? t('item.nextUp') : label}
      </button>
      <button type="button" className="btn btn-ghost" onClick={() => go({ at: 'list' })}>
        {t('item.back')}
      </button>
    </div>
  )
}
