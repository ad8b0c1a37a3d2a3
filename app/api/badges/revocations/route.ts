import { badgeAddresses, revocationList } from '@/server/courses/badges'
import { badgeJson } from '../reply'

/** The credentials that were revoked. */
export async function GET() {
  const at = badgeAddresses()
  return badgeJson(at && (await revocationList(at)))
}
