import { toolAddresses } from '@/server/lti/addresses'
import { keySet } from '@/server/lti/keys'

export async function GET() {
  if (!toolAddresses()) return Response.json({ reason: 'Launches need the setting PUBLIC_URL.' }, { status: 404 })
  return Response.json(await keySet(), { headers: { 'cache-control': 'public, max-age=300' } })
}
