import { useTranslations } from 'use-intl'
import { ClientLink } from '@/components/play/client-link'
import { PageTitle } from '@/components/ui/page-title'
import type { ItemKind } from '@/scenarios/engine/course/course'
import type { CourseItem } from '../../course/content'
import { Acknowledgement } from './acknowledgement'
import { CourseBar, CourseMain } from './bar'
import type { PartProps } from './place'
import { Body, Onward } from './reading-part'
import { ScenarioStart } from './scenario'

const PARTS = {
  scenario: ScenarioStart,
  page: Page,
  acknowledgement: Acknowledgement,
} satisfies { [K in ItemKind]: (props: PartProps<CourseItem & { kind: K }>) => React.ReactNode }

export function ItemPage(props: PartProps) {
  const { content, item, go } = props
  const t = useTranslations('courses')
  const Part = PARTS[item.kind] as (props: PartProps) => React.ReactNode
  return (
    <>
      <CourseBar {...props} />
      <CourseMain>
        <PageTitle
          eyebrow={
            <>
              <ClientLink className="underline underline-offset-2 md:hidden" href="#main" go={() => go({ at: 'list' })}>
                {content.title}
              </ClientLink>
              <span>{t('item.position', { n: content.items.indexOf(item) + 1, of: content.items.length })}</span>
              <span>{t('minutes', { minutes: item.minutes })}</span>
            </>
          }
        >
          {item.title}
        </PageTitle>
        <Part {...props} />
      </CourseMain>
    </>
  )
}

function Page(props: PartProps<CourseItem & { kind: 'page' }>) {
  const t = useTranslations('courses')
  return (
    <Body content={props.content} body={props.item.body}>
      <Onward {...props} label={t('item.read')} />
    </Body>
  )
}
