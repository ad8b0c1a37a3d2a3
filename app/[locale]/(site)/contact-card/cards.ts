import { type Organisation, type OrganisationContact, byPlace, contactsOf } from '@/server/organisation/organisation'
import { qrOf } from '@/server/platform/qr'
import { ownOrigin } from '@/server/nextjs/session'

export interface CardContent {
  organisation: string
  /** A data address or one of ours; null for none. */
  logo: string | null
  /** Empty: for every place. */
  place: string
  contacts: OrganisationContact[]
  /** How many more contacts the QR code leads to. */
  more: number
  giftLimit: string
  qr: ReturnType<typeof qrOf>
}

/** This many contacts fit on 85 by 55 mm. */
const MOST = 2

/** One card for each place, with its own contacts before those for everybody; a single card if there are no places. */
export async function cardsOf(locale: string, organisation: Organisation): Promise<CardContent[]> {
  const groups = byPlace(contactsOf(organisation))
  const everywhere = groups.find(([place]) => place === '')?.[1] ?? []
  const places = groups.filter(([place]) => place !== '')
  const qr = qrOf(`${await ownOrigin()}/${locale}/contact-card`)
  const card = (place: string, contacts: OrganisationContact[]): CardContent => ({
    organisation: organisation.name,
    logo: organisation.logo || null,
    place,
    contacts: contacts.slice(0, MOST),
    more: Math.max(0, contacts.length - MOST),
    giftLimit: organisation.gift_limit,
    qr,
  })
  return places.length > 0 ? places.map(([place, there]) => card(place, [...there, ...everywhere])) : [card('', everywhere)]
}
