import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Debrief, type DebriefProps } from '@/components/debrief/debrief'
import { type Attempt, debriefOf } from '../attempt'
import { type Content, kindOf } from '../content'
import type { PackageDelivery } from '../delivery'
import { Contact } from './contact'
import { InScenario } from './in-scenario'

interface Props extends Pick<DebriefProps, 'belongs'> {
  content: Content
  attempt: Attempt
  delivery: PackageDelivery
}

export function Disclosure({ content, attempt, delivery, belongs }: Props) {
  const help = useTranslations('help')
  const [{ score: _, ...view }] = useState(() => debriefOf(content, attempt, delivery.journal()))
  const sources = view.cites.flatMap((id) => content.sources.find((source) => source.id === id) ?? [])
  return (
    <InScenario scenario={content} attempt={attempt}>
      <Debrief
        title={content.title}
        view={view}
        map={content.variants[attempt.variant]!.map}
        sources={sources}
        practised={null}
        replay={null}
        other={null}
        next={null}
        contact={<Contact contacts={content.contacts} />}
        own={content.skippable ? { title: help('own'), text: `${help('ownText')} ${help('danger')}` } : null}
        belongs={belongs}
        shared={false}
        recorded={null}
        signs={null}
        before={null}
        counts={kindOf(content) === 'tutorial' ? 'tutorial' : 'learn'}
        draft={content.draft}
        language={null}
      />
    </InScenario>
  )
}
