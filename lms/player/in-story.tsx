import type { ReactNode } from 'react'
import { useLocale } from 'use-intl'
import { InLanguage } from '@/components/ui/words'
import { foreignTo } from '@/scenarios/engine/play/language'
import type { Attempt } from '../attempt'
import type { Story } from '../content'

/** Marks what a story says in another language than the package's texts, where it has not been translated. */
export function InStory({ story, attempt, children }: { story: Pick<Story, 'language'>; attempt: Attempt; children: ReactNode }) {
  return <InLanguage story={foreignTo(useLocale(), story.language, attempt.tell)}>{children}</InLanguage>
}
