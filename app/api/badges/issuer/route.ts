import { badgeAddresses, issuerProfile } from '@/server/courses/badges'
import { badgeJson } from '../reply'

/** Who issues the badges: the organisation, as Open Badges 3.0 names it. */
export async function GET() {
  const at = badgeAddresses()
  return badgeJson(at && (await issuerProfile(at)))
}
