import { useTranslations } from 'use-intl'
import type { Artefact, ArtefactOf, Segment } from '@/scenarios/engine/play/play'
import { type Cast, useSpeaker } from '../../channels/kind'

type Row = Segment & { label: string }
type Line = { from: string; segments: Segment[]; voice?: string; attachments?: Segment[] }
const some = (...texts: (string | false | undefined)[]): string[] => texts.filter((text) => typeof text === 'string')

/** What a facilitator reads out, sentence by sentence: all that an author wrote, except what stands in the heading (who, and the title). */
export function useReadAloud(cast: Cast): (artefact: Artefact) => string[] {
  const t = useTranslations('channels')
  const speaker = useSpeaker(cast)
  const words = ({ was, text, link }: Segment): string =>
    some(was && `${was} →`, text, link && `${link.words} ${t('goesTo', { target: link.target })}`).join(' ')
  const all = (segments: readonly Segment[]): string[] => segments.map(words)
  const files = (attachments: readonly Segment[]) => (attachments.length > 0 ? [`${t('attachments')}:`, ...all(attachments)] : [])
  // A run of lines names its speaker once, or not at all if the heading does.
  const spoken = (lines: readonly Line[], begins: string) =>
    lines.flatMap(({ from, segments, voice, attachments = [] }, i) => {
      const speaks = from !== (lines[i - 1]?.from ?? begins)
      const [first = '', ...rest] = [...some(voice && `${t('voice')} ${voice}:`), ...all(segments)]
      return [speaks ? `${speaker(from)}: ${first}` : first, ...rest, ...files(attachments)]
    })
  const labelled = (rows: readonly Row[]) => rows.map((row, i) => `${row.label}: ${words(row)}${i < rows.length - 1 ? ';' : ''}`)
  const headers = (rows: readonly Row[]) => labelled(rows).map((row) => row.replace(/;?$/, ';'))
  const paper = ({ head, clauses, stamp, signature }: ArtefactOf<'document'>): string[] => [
    ...(head ? [`${some(head.name, head.unit, head.ref).join(', ')}.`] : []),
    ...clauses.flatMap(({ heading, segments }) => all(segments).map((text, i) => (i === 0 && heading ? `${heading}: ${text}` : text))),
    ...(stamp ? [`${stamp.ring}, ${stamp.middle}.`] : []),
    ...(signature ? [`${signature.line}: ${signature.by ? speaker(signature.by) : '…'}`] : []),
  ]
  return (artefact) => {
    switch (artefact.kind) {
      case 'messages':
        return spoken(artefact.messages, artefact.with)
      case 'transcript':
        return [...(artefact.tiles.length > 0 ? [`${artefact.tiles.join(', ')}.`] : []), ...spoken(artefact.lines, artefact.with)]
      case 'profile':
        return labelled(artefact.rows)
      case 'card':
        return [...some(artefact.issuer && `${artefact.issuer}.`), ...labelled(artefact.rows)]
      case 'email': {
        const { address, paragraphs, attachments } = artefact
        return [...some(address && `${words(address)};`), ...headers(artefact.headers), ...all(paragraphs.flat()), ...files(attachments)]
      }
      case 'itinerary':
        return labelled(
          artefact.lines.map(({ at, payer, ...line }) => ({
            ...line,
            label: at,
            text: payer ? `${line.text} (${t('itinerary.payer')}: ${payer})` : line.text,
          })),
        )
      case 'document':
        return paper(artefact)
      case 'thing':
        return [...some(artefact.print && `“${words(artefact.print)}”`), ...all(artefact.segments)]
      case 'notice':
        return [`${artefact.device}:`, ...all(artefact.segments)]
      case 'page': {
        const { address, maker, facts, segments, fields } = artefact
        return [
          `${words(address)};`,
          ...some(maker && `${maker};`),
          ...headers(facts),
          ...all(segments),
          ...all(fields).map((f) => `${f}: …`),
        ]
      }
      case 'place':
        return all(artefact.segments)
    }
  }
}
