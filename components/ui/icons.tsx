/**
 * The icons of the learner's page. Their shapes are in one file, which the browser keeps. As components of lucide-react they would be a
 * tenth of the script that we load ourselves.
 */
import shapes from './icons.svg'

export type Icon = (props: { className?: string }) => React.ReactNode

const icon =
  (name: string): Icon =>
  ({ className }) => (
    <svg
      viewBox="0 0 24 24"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <use href={`${shapes.src}#icon-${name}`} />
    </svg>
  )

export const ArrowRight = icon('arrow-right')
export const BellRing = icon('bell-ring')
export const Building2 = icon('building-2')
export const CalendarDays = icon('calendar-days')
export const Camera = icon('camera')
export const Check = icon('check')
export const ChevronDown = icon('chevron-down')
export const CircleCheck = icon('circle-check')
export const CloudOff = icon('cloud-off')
export const Contact = icon('contact')
export const Download = icon('download')
export const FileText = icon('file-text')
export const Flag = icon('flag')
export const Folder = icon('folder')
export const Globe = icon('globe')
export const History = icon('history')
export const IdCard = icon('id-card')
export const LifeBuoy = icon('life-buoy')
export const Lock = icon('lock')
export const Mail = icon('mail')
export const MapPin = icon('map-pin')
export const MessageSquare = icon('message-square')
export const Mic = icon('mic')
export const Notebook = icon('notebook')
export const Package = icon('package')
export const Paperclip = icon('paperclip')
export const Pencil = icon('pencil')
export const Phone = icon('phone')
export const PhoneOff = icon('phone-off')
export const RefreshCw = icon('refresh-cw')
export const Route = icon('route')
export const Search = icon('search')
export const Send = icon('send')
export const Shield = icon('shield')
export const Users = icon('users')
export const Video = icon('video')
export const VideoOff = icon('video-off')
export const Volume2 = icon('volume-2')
export const X = icon('x')
