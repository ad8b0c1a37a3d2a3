import { useTranslations } from 'use-intl'
import type { ArtefactOf, StagedPlay } from '@/scenarios/engine/play'
import { Disc } from './disc'
import { Sentences } from './segments'

/** A call, written down as it was said. */
export function Transcript({ call, cast }: { call: ArtefactOf<'transcript'>; cast: StagedPlay['cast'] }) {
  const t = useTranslations('channels')
  const person = cast[call.with]!
  return (
    <div>
      <div className="flex items-center gap-3 border-b border-line px-4 py-3 sm:px-5">
        <Disc person={person} />
        <div className="min-w-0">
          <h3 className="font-semibold leading-5">{person.name}</h3>
          <p className="text-[.875rem] leading-5 text-ink-2">{[person.title, person.organisation].filter(Boolean).join(', ')} · {call.at}</p>
        </div>
      </div>
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
