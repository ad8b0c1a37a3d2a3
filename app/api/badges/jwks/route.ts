import { badgeAddresses, keySet } from '@/server/certificates/badges'
import { badgeJson } from '../reply'

export async function GET() {
  const at = badgeAddresses()
  return badgeJson(at && (await keySet(at)))
}
