import { useTranslations } from 'use-intl'
import { segmentsOf, type Artefact, type Segment } from '@/scenarios/engine/play/play'
import { type Cast, useSpeaker } from '../../channels/kind'

type Line = { from: string; segments: Segment[] }

export function useReadAloud(cast: Cast): (artefact: Artefact) => string[] {
  const t = useTranslations('channels')
  const speaker = useSpeaker(cast)
  // A run of lines names its speaker once, or not at all if the heading does.
  const spoken = (lines: readonly Line[], begins: string) =>
    lines.flatMap(({ from, segments }, i) => {
      const speaks = from !== (lines[i - 1]?.from ?? begins)
      return segments.map(({ text }, at) => (at === 0 && speaks ? `${speaker(from)}: ${text}` : text))
    })
  const labelled = (rows: readonly { label: string; text: string }[]) =>
    rows.map(({ label, text }, i) => `${label}: ${text}${i < rows.length - 1 ? ';' : ''}`)
  return (artefact) => {
    switch (artefact.kind) {
      case 'messages':
        return spoken(artefact.messages, artefact.with)
      case 'transcript':
        return spoken(artefact.lines, artefact.with)
      case 'profile':
      case 'card':
        return labelled(artefact.rows)
      case 'email':
        return [
          ...labelled(artefact.headers).map((row) => row.replace(/;?$/, ';')),
          ...artefact.paragraphs.flat().map(({ text }) => text),
          ...(artefact.attachments.length > 0 ? [`${t('attachments')}:`, ...artefact.attachments.map(({ text }) => text)] : []),
        ]
      case 'itinerary':
        return labelled(
          artefact.lines.map(({ at, text, payer }) => ({ label: at, text: payer ? `${text} (${t('itinerary.payer')}: ${payer})` : text })),
        )
      case 'document':
        return artefact.clauses.flatMap(({ heading, segments }) =>
          segments.map(({ text }, i) => (i === 0 && heading ? `${heading}: ${text}` : text)),
        )
      default:
        return segmentsOf(artefact, { facts: [], checks: [] }).map(({ text }) => text)
    }
  }
}
