import { badgeAddresses, keySet } from '@/server/certificates/badges'
import { badgeJson } from '../../reply'

export async function GET(_: Request, { params }: RouteContext<'/api/badges/keys/[key]'>) {
  const { key } = await params
  const at = badgeAddresses()
  return badgeJson(at && (await keySet(at)).keys.find((k) => k.kid === at.key(key)))
}
