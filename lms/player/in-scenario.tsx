import type { ReactNode } from 'react'
import { useLocale } from 'use-intl'
import { InLanguage } from '@/components/ui/words'
import { foreignTo } from '@/scenarios/engine/play/language'
import type { Attempt } from '../attempt'
import type { Scenario } from '../content'

export function InScenario({
  scenario,
  attempt,
  children,
}: {
  scenario: Pick<Scenario, 'language'>
  attempt: Attempt
  children: ReactNode
}) {
  return <InLanguage scenario={foreignTo(useLocale(), scenario.language, attempt.fill)}>{children}</InLanguage>
}
