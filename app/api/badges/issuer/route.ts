import { badgeAddresses, issuerProfile } from '@/server/certificates/badges'
import { badgeJson } from '../reply'

export async function GET() {
  const at = badgeAddresses()
  return badgeJson(at && (await issuerProfile(at)))
}
