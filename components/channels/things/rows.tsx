import { useTranslations } from 'use-intl'
import type { ArtefactOf } from '@/scenarios/engine/play/play'
import { Words } from '../../ui/words'
import { Sentence } from '../segments'

export function Rows({ rows }: { rows: ArtefactOf<'profile'>['rows'] }) {
  const t = useTranslations('channels')
  return (
    <dl className="rows">
      {rows.map((row) => (
        <div key={row.id}>
          <dt>
            <Words>{row.label}</Words>
          </dt>
          <dd>
            {/* That a letter is addressed to the reader is nothing to flag. */}
            {row.text === t('you') ? <Words>{row.text}</Words> : <Sentence segment={row} />}
          </dd>
        </div>
      ))}
    </dl>
  )
}
