import { badgeAddresses, keySet } from '@/server/certificates/badges'
import { badgeJson } from '../reply'

/** The public keys of all badges, for verifiers. */
export async function GET() {
  const at = badgeAddresses()
  return badgeJson(at && (await keySet(at)))
}
