import { BellRing, CalendarDays, FileText, IdCard, type LucideIcon, Mail, MapPin, MessageSquare, Phone, Route, Users } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Artefact, ArtefactOf, StagedPlay } from '@/scenarios/engine/play/play'

export type Kind = Artefact['kind']
export type Cast = StagedPlay['cast']
/** One entry for each kind, which is given artefacts of that kind. */
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
} satisfies Record<Kind, LucideIcon>
/** A talk that is called something else is no phone call. */
export const iconOf = ({ kind, label }: Artefact): LucideIcon => (kind === 'transcript' && label ? Users : ICONS[kind])

/** What it is: as its author calls it, else by its kind. */
export function useLabel(artefact: Artefact): string {
  const t = useTranslations('channels')
  return artefact.label ?? (artefact.kind === 'messages' ? t(`channel.${artefact.channel}`) : t(`kind.${artefact.kind}`))
}

/** Who says a line. */
export function useSpeaker(cast: Cast): (from: string) => string {
  const t = useTranslations('channels')
  return (from) => cast[from]?.name ?? t('you')
}
