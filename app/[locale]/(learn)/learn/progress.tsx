import { ChartNoAxesColumn } from 'lucide-react'
import type { Standing } from '@/server/learning/standing'
import { translator } from '@/server/platform/locales'

export function LibraryProgress({ locale, standing: { scenarios } }: { locale: string; standing: Standing }) {
  const t = translator(locale, 'learn')
  const sum = (of: (scenario: (typeof scenarios)[number]) => number) => scenarios.reduce((n, scenario) => n + of(scenario), 0)
  const [met, versions] = [sum((s) => s.met), sum((s) => s.of)]
  return (
    <p className="flex flex-wrap items-center gap-x-5 gap-y-1.5 text-note text-ink-2">
      {met > 0 && (
        <svg viewBox={`0 0 ${versions * 12 - 2} 10`} className="h-2.5 w-auto" aria-hidden="true">
          {Array.from({ length: versions }, (_, i) => (
            <rect key={i} x={i * 12} width="10" height="10" rx="2" className={i < met ? 'fill-accent' : 'fill-line-2'} />
          ))}
        </svg>
      )}
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
