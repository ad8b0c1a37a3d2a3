import { useTranslations } from 'use-intl'
import type { ArtefactOf, StagedPlay } from '@/scenarios/engine/play/play'
import { Counterpart } from './person'
import { Sentences } from './segments'

/** A call, written down as it was said. */
export function Transcript({ call, cast }: { call: ArtefactOf<'transcript'>; cast: StagedPlay['cast'] }) {
  const t = useTranslations('channels')
  return (
    <div>
      <Counterpart person={cast[call.with]!} at={call.at} />
      <dl className="space-y-3 px-4 py-4 leading-[1.65] sm:px-5">
        {call.lines.map((line) => (
          <div key={line.id} className="grid gap-x-4 sm:grid-cols-[9rem_1fr]">
            <dt className="text-[.875rem] leading-[1.9] text-ink-3">{line.from === 'you' ? t('you') : cast[line.from]!.name}</dt>
            <dd>{line.from === 'you' ? line.segments.map((s) => s.text).join(' ') : <Sentences segments={line.segments} />}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
