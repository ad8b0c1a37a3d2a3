import type { LOOKS } from '@/scenarios/engine/format/looks'
import type { Artefact } from '@/scenarios/engine/play/play'
import { Call } from './call'
import { Email } from './email'
import type { DrawingProps, Kind } from './kind'
import { Messages } from './messages'
import { Profile } from './profile'
import { AppPage } from './things/app-page'
import { Badge } from './things/badge'
import { BoardingPass } from './things/boarding-pass'
import { Calendar, Card } from './things/card'
import { Document } from './things/document'
import { Login } from './things/login'
import { Notice } from './things/notice'
import { Permission } from './things/permission'
import { Place } from './things/place'
import { Programme } from './things/programme'
import { Rota } from './things/rota'
import { Site } from './things/site'
import { Slips } from './things/slips'
import { Thing } from './things/thing'
import { Timetable } from './things/timetable'
import { VideoCall } from './video-call'

type Looked = keyof typeof LOOKS
type Drawing = Exclude<Kind, Looked> | { [K in Looked]: `${K}/${(typeof LOOKS)[K][number]}` }[Looked]
type KindOf<D extends Drawing> = D extends `${infer K}/${string}` ? Extract<K, Kind> : Extract<D, Kind>

/** Each kind, or each look of a kind, and what draws it: on phones, desktops, walls and paper alike. */
const DRAWINGS: { [D in Drawing]: (props: DrawingProps<KindOf<D>>) => React.ReactNode } = {
  messages: Messages,
  email: Email,
  profile: Profile,
  'transcript/phone': Call,
  'transcript/video': VideoCall,
  'transcript/talk': Call,
  'document/page': Document,
  'document/letter': Document,
  'document/form': Document,
  'document/contract': Document,
  'document/draft': Document,
  'document/note': Document,
  'document/slips': Slips,
  'document/rota': Rota,
  'document/screen': Document,
  'card/calendar': Calendar,
  'card/card': Card,
  'card/badge': Badge,
  'card/boarding-pass': BoardingPass,
  'itinerary/timetable': Timetable,
  'itinerary/programme': Programme,
  'place/land': Place,
  'place/yard': Place,
  'place/street': Place,
  'place/hall': Place,
  'place/desk': Place,
  'thing/bag': Thing,
  'thing/parcel': Thing,
  'thing/power-bank': Thing,
  'thing/envelope': Thing,
  'thing/box': Thing,
  'thing/glove': Thing,
  'thing/pager': Thing,
  'thing/hatch': Thing,
  'notice/phone': Notice,
  'notice/screen': Notice,
  'notice/permission': Permission,
  'page/site': Site,
  'page/login': Login,
  'page/app': AppPage,
}
const drawingOf = (artefact: Artefact): Drawing => ('look' in artefact ? `${artefact.kind}/${artefact.look}` : artefact.kind) as Drawing

export function Drawn({ artefact, ...props }: DrawingProps) {
  const Drawing = DRAWINGS[drawingOf(artefact)] as (props: DrawingProps) => React.ReactNode
  return <Drawing artefact={artefact} {...props} />
}
