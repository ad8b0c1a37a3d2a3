import { badgeAddresses, revocationList } from '@/server/certificates/badges'
import { badgeJson } from '../reply'

export async function GET() {
  const at = badgeAddresses()
  return badgeJson(at && (await revocationList(at)))
}
