import {
  BellRing,
  CalendarDays,
  Contact,
  Download,
  FileText,
  Globe,
  IdCard,
  type Icon,
  Lock,
  Mail,
  MapPin,
  MessageSquare,
  Package,
  Pencil,
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
/** Looks that are known by a name and an icon of their own. */
const OF_LOOKS = {
  'transcript/video': Video,
  'transcript/talk': Users,
  'document/letter': FileText,
  'document/form': FileText,
  'document/contract': FileText,
  'document/draft': Pencil,
  'document/note': Pencil,
  'document/slips': Pencil,
  'document/rota': CalendarDays,
  'document/screen': FileText,
  'card/card': Contact,
  'card/badge': IdCard,
  'card/boarding-pass': Route,
  'itinerary/programme': CalendarDays,
  'page/login': Lock,
  'page/app': Download,
} satisfies Record<string, Icon>
/** What tells what an artefact is. */
type Channel = Extract<Artefact, { kind: 'messages' }>['channel']
type Identity = Pick<Artefact, 'kind'> & { look?: string; channel?: Channel }
function lookOf({ kind, look }: Identity): keyof typeof OF_LOOKS | undefined {
  const known = `${kind}/${look}`
  return known in OF_LOOKS ? (known as keyof typeof OF_LOOKS) : undefined
}
/** Which text among those of `channels` names it. */
export function nameOf(artefact: Identity) {
  const look = lookOf(artefact)
  if (artefact.channel) return `channel.${artefact.channel}` as const
  return look ? (`look.${look}` as const) : (`kind.${artefact.kind as Exclude<Kind, 'messages'>}` as const)
}
export function iconOf(artefact: Artefact): Icon {
  const look = lookOf(artefact)
  return look ? OF_LOOKS[look] : ICONS[artefact.kind]
}

/** The classes of a frame: its kind or channel, and its look. That of a document is a matter of the sheet within it. */
export const styleOf = (artefact: Artefact): string =>
  artefact.kind === 'messages'
    ? `messages ${artefact.channel}`
    : [artefact.kind, artefact.kind !== 'document' && 'look' in artefact && artefact.look].filter(Boolean).join(' ')

export function useLabel(artefact: Artefact): string {
  const t = useTranslations('channels')
  return artefact.label ?? t(nameOf(artefact))
}

export function useSpeaker(cast: Cast): (from: string) => string {
  const t = useTranslations('channels')
  return (from) => cast[from]?.name || t('you')
}
