import { toolAddresses } from '@/server/lti/addresses'
import { keySet } from '@/server/lti/keys'

/** The keys with which we sign for one platform. Another platform's signatures do not verify by them. */
export async function GET(_: Request, { params }: RouteContext<'/api/lti/jwks/[platform]'>) {
  if (!toolAddresses()) return Response.json({ reason: 'Launches need the setting PUBLIC_URL.' }, { status: 404 })
  const keys = await keySet((await params).platform)
  return keys
    ? Response.json(keys, { headers: { 'cache-control': 'public, max-age=300' } })
    : Response.json({ reason: 'No platform here has this address.' }, { status: 404 })
}
