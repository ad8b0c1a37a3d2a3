import { useTranslations } from 'use-intl'
import type { Artefact, ArtefactOf, Segment } from '@/scenarios/engine/play/play'
import { type Cast, useSpeaker } from '../../channels/kind'

type Line = { from: string; segments: Segment[]; voice?: string; attachments?: Segment[] }

/** What a facilitator reads aloud, sentence by sentence, of all that stands on an artefact. Its name and title stand before it. */
export function useReadAloud(cast: Cast): (artefact: Artefact) => string[] {
  const t = useTranslations('channels')
  const own = useTranslations('liveRunSheet')
  const speaker = useSpeaker(cast)
  const words = ({ text, was, link }: Segment): string => [was && own('was', { was }), text, link && leads(link)].filter(Boolean).join(' ')
  const leads = ({ words: of, target }: NonNullable<Segment['link']>) => `“${of}” ${t('goesTo', { target })}`
  const files = (of: readonly Segment[] = []) => (of.length > 0 ? [`${t('attachments')}:`, ...of.map(words)] : [])
  // A run of lines names its speaker once, or not at all if the heading does.
  const spoken = (lines: readonly Line[], begins: string) =>
    lines.flatMap(({ from, segments, voice, attachments }, i) => {
      const speaks = from !== (lines[i - 1]?.from ?? begins)
      const how = voice ? `(${t('voice')} ${voice}) ` : ''
      const said = segments.map((segment, at) =>
        at === 0 ? `${speaks ? `${speaker(from)}: ` : ''}${how}${words(segment)}` : words(segment),
      )
      return [...said, ...files(attachments)]
    })
  const labelled = (rows: readonly (Segment & { label: string })[]) =>
    rows.map((row, i) => `${row.label}: ${words(row)}${i < rows.length - 1 ? ';' : ''}`)
  const closed = (rows: readonly string[]) => rows.map((row) => row.replace(/;?$/, ';'))
  const paper = ({ head, clauses, stamp, signature }: ArtefactOf<'document'>) => [
    ...(head ? closed([[head.name, head.unit, head.ref].filter(Boolean).join(', ')]) : []),
    ...clauses.flatMap(({ heading, segments }) =>
      segments.map((segment, i) => (i === 0 && heading ? `${heading}: ${words(segment)}` : words(segment))),
    ),
    ...(stamp ? [`[${stamp.ring}, ${stamp.middle}]`] : []),
    ...(signature ? [`[${[signature.line, signature.by && cast[signature.by]?.name].filter(Boolean).join(': ')}]`] : []),
  ]
  return (artefact) => {
    switch (artefact.kind) {
      case 'messages':
        return spoken(artefact.messages, artefact.with)
      case 'transcript':
        return [
          ...(artefact.tiles.length > 0 ? [`(${t('inTheCall')}: ${artefact.tiles.join(', ')})`] : []),
          ...spoken(artefact.lines, artefact.with),
        ]
      case 'profile':
        return labelled(artefact.rows)
      case 'card':
        return [...closed(artefact.issuer ? [artefact.issuer] : []), ...labelled(artefact.rows)]
      case 'email':
        return [
          ...closed([...(artefact.address ? [words(artefact.address)] : []), ...labelled(artefact.headers)]),
          ...artefact.paragraphs.flat().map(words),
          ...files(artefact.attachments),
        ]
      case 'itinerary':
        return labelled(
          artefact.lines.map(({ payer, ...line }) => ({
            ...line,
            label: line.at,
            text: payer ? `${line.text} (${t('itinerary.payer')}: ${payer})` : line.text,
          })),
        )
      case 'document':
        return paper(artefact)
      case 'page':
        return [
          ...closed([words(artefact.address), ...(artefact.maker ? [artefact.maker] : []), ...labelled(artefact.facts)]),
          ...[...artefact.segments, ...artefact.fields].map(words),
        ]
      case 'thing':
        return [...(artefact.print ? [`“${words(artefact.print)}”`] : []), ...artefact.segments.map(words)]
      case 'notice':
        return [`${artefact.device}:`, ...artefact.segments.map(words)]
      case 'place':
        return artefact.segments.map(words)
    }
  }
}
