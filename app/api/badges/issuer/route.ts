import { badgeAddresses, issuerProfile } from '@/server/certificates/badges'
import { badgeJson } from '../reply'

/** The issuer of the badges: the organisation, as an Open Badges 3.0 profile. */
export async function GET() {
  const at = badgeAddresses()
  return badgeJson(at && (await issuerProfile(at)))
}
