import { ChartNoAxesColumn } from 'lucide-react'
import { ProgressMarks } from '@/components/ui/charts'
import type { LearnerOverview } from '@/server/learning/learner-overview'
import { translator } from '@/server/platform/locales'

export function LibraryProgress({ locale, standing: { scenarios } }: { locale: string; standing: LearnerOverview }) {
  const t = translator(locale, 'learn')
  const sum = (of: (scenario: (typeof scenarios)[number]) => number) => scenarios.reduce((n, scenario) => n + of(scenario), 0)
  const [met, versions] = [sum((s) => s.met), sum((s) => s.of)]
  return (
    <p className="flex flex-wrap items-center gap-x-5 gap-y-1.5 text-note text-ink-2">
      {met > 0 && <ProgressMarks n={met} of={versions} height={10} className="h-2.5 w-auto" />}
      <span>
        {met > 0
          ? t('progress', { played: scenarios.filter((s) => s.met > 0).length, scenarios: scenarios.length, met, versions })
          : t('progressNone', { scenarios: scenarios.length })}
      </span>
      <a className="link inline-flex items-center gap-1.5" href={`/${locale}/learn/skills`}>
        <ChartNoAxesColumn className="icon" />
        {translator(locale, 'skills')('title')}
      </a>
    </p>
  )
}
