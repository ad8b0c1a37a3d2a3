import { useTranslations } from 'use-intl'
import { type Artefact, segmentsOf } from '@/scenarios/engine/play/play'
import { type Cast, useLabel } from '../../channels/kind'

/** What a moment holds that is told by the trainer: what people would have read, and what could have been found out. */
export interface RunSheetStory {
  lead: string
  show: Artefact[]
  checks: { id: string; text: string; finding: string }[]
}

/** In short, to be told: whoever summarises a moment has no screen that shows it. */
export function Story({ story: { lead, show, checks }, cast }: { story: RunSheetStory; cast: Cast }) {
  const t = useTranslations('liveCockpit.runSheet')
  return (
    <div className="space-y-2 leading-normal">
      {lead && <p className="text-ink-2">{lead}</p>}
      {show.map((artefact) => (
        <Told key={artefact.id} artefact={artefact} cast={cast} />
      ))}
      {checks.length > 0 && (
        <div>
          <h3 className="font-semibold">{t('findings')}</h3>
          <ul className="mt-1 space-y-1">
            {checks.map(({ id, text, finding }) => (
              <li key={id}>
                {text}: <span className="text-ink-2">{finding}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}

function wordsOf(artefact: Artefact): string {
  if ('rows' in artefact) return artefact.rows.map(({ label, text }) => `${label}: ${text}`).join('; ')
  const segments = segmentsOf(artefact, { facts: [], checks: [] })
  return segments.map(({ text }) => text).join(' ')
}

/** Its words in one paragraph, under whose or what it is. */
function Told({ artefact, cast }: { artefact: Artefact; cast: Cast }) {
  const label = useLabel(artefact)
  const who = 'with' in artefact ? artefact.with : 'from' in artefact ? artefact.from : 'of' in artefact ? artefact.of : undefined
  const name = who === undefined ? ('title' in artefact ? artefact.title : '') : (cast[who]?.name ?? '')
  return (
    <p>
      <b className="font-semibold">{[label, name].filter(Boolean).join(', ')}:</b> {wordsOf(artefact)}
    </p>
  )
}
