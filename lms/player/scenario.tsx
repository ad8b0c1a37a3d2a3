import { useTranslations } from 'use-intl'
import { Player } from '@/components/play/player'
import type { Attempt } from '../attempt'
import type { Content } from '../content'
import type { PackageDelivery } from '../delivery'
import type { LmsState } from '../runtime'
import { InScenario } from './in-scenario'

interface Props {
  content: Content
  attempt: Attempt
  delivery: PackageDelivery
  mode: LmsState['mode']
}

export function Scenario({ content, attempt, delivery, mode }: Props) {
  const t = useTranslations('package')
  return (
    <InScenario scenario={content} attempt={attempt}>
      <Player
        delivery={delivery}
        title={content.title}
        draft={{ choices: {} }}
        missing={null}
        notice={mode === 'normal' ? null : t('notKept')}
        language={null}
      />
    </InScenario>
  )
}
