import {
  BellRing,
  CalendarDays,
  FileText,
  Globe,
  IdCard,
  type Icon,
  Mail,
  MapPin,
  MessageSquare,
  Package,
  Phone,
  Route,
  Users,
  Video,
} from '../ui/icons'
import { useTranslations } from 'use-intl'
import type { EarlierMessage, Thread } from '@/scenarios/engine/play/history'
import type { Artefact, ArtefactOf, StagedPlay } from '@/scenarios/engine/play/play'

export type Kind = Artefact['kind']
export type Cast = StagedPlay['cast']

/** What a drawing of one kind of artefact is given. */
export interface DrawingProps<K extends Kind = Kind> {
  artefact: ArtefactOf<K>
  cast: Cast
  earlier: (thread: Thread) => EarlierMessage[]
}

const ICONS = {
  messages: MessageSquare,
  email: Mail,
  profile: IdCard,
  card: CalendarDays,
  document: FileText,
  itinerary: Route,
  transcript: Phone,
  place: MapPin,
  thing: Package,
  notice: BellRing,
  page: Globe,
} satisfies Record<Kind, Icon>
const TRANSCRIPTS = { phone: Phone, video: Video, talk: Users }
export const iconOf = (artefact: Artefact): Icon => (artefact.kind === 'transcript' ? TRANSCRIPTS[artefact.look] : ICONS[artefact.kind])

/** The classes of a frame: its kind or channel, and its look. That of a document is a matter of the sheet within it. */
export const styleOf = (artefact: Artefact): string =>
  artefact.kind === 'messages'
    ? `messages ${artefact.channel}`
    : [artefact.kind, artefact.kind !== 'document' && 'look' in artefact && artefact.look].filter(Boolean).join(' ')

export function useLabel(artefact: Artefact): string {
  const t = useTranslations('channels')
  if (artefact.label) return artefact.label
  if (artefact.kind === 'messages') return t(`channel.${artefact.channel}`)
  return artefact.kind === 'transcript' && artefact.look === 'video' ? t('videoCall') : t(`kind.${artefact.kind}`)
}

export function useSpeaker(cast: Cast): (from: string) => string {
  const t = useTranslations('channels')
  return (from) => cast[from]?.name || t('you')
}
