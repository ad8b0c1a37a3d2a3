import { BellRing, CalendarDays, FileText, Globe, IdCard, type Icon, Mail, MapPin, MessageSquare, Phone, Route, Users } from '../ui/icons'
import { useTranslations } from 'use-intl'
import type { Artefact, ArtefactOf, StagedPlay } from '@/scenarios/engine/play/play'

export type Kind = Artefact['kind']
export type Cast = StagedPlay['cast']
/** One entry per kind, called with artefacts of that kind. */
export type ByKind<Props> = { [K in Kind]: (props: Props & { artefact: ArtefactOf<K> }) => React.ReactNode }

const ICONS = {
  messages: MessageSquare,
  email: Mail,
  profile: IdCard,
  invitation: CalendarDays,
  document: FileText,
  itinerary: Route,
  transcript: Phone,
  place: MapPin,
  notice: BellRing,
  page: Globe,
} satisfies Record<Kind, Icon>
/** A transcript with a label of its own is not a phone call. */
export const iconOf = ({ kind, label }: Artefact): Icon => (kind === 'transcript' && label ? Users : ICONS[kind])

export function styleOf(artefact: Artefact): string {
  if (artefact.kind === 'messages') return artefact.channel
  if (artefact.label && artefact.kind === 'transcript') return 'talk'
  return artefact.label && artefact.kind === 'invitation' ? 'card-paper' : artefact.kind
}

export function useLabel(artefact: Artefact): string {
  const t = useTranslations('channels')
  return artefact.label ?? (artefact.kind === 'messages' ? t(`channel.${artefact.channel}`) : t(`kind.${artefact.kind}`))
}

export function useSpeaker(cast: Cast): (from: string) => string {
  const t = useTranslations('channels')
  return (from) => cast[from]?.name || t('you')
}
