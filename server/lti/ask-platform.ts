import 'server-only'
import type { z } from 'zod'
import { config } from '../platform/config'
import type { HttpClient, OutgoingRequest } from '../platform/outgoing'

/** A platform answered with something else than we asked for. */
export class PlatformFault extends Error {
  constructor(readonly status: number) {
    super(`the platform answered with ${status}`)
  }
}

/** @throws PlatformFault, or what `ask` throws */
export async function askPlatform<S extends z.ZodType>(
  ask: HttpClient,
  address: string,
  schema: S,
  { headers, ...more }: Omit<OutgoingRequest, 'inside'> = {},
): Promise<{ said: z.output<S>; link: string }> {
  const inside = config().LTI_PRIVATE_PLATFORMS
  const { status, text, link } = await ask(address, { headers: { accept: 'application/json', ...headers }, ...more, inside })
  const read = status >= 200 && status < 300 ? schema.safeParse(jsonOf(text)) : null
  if (!read?.success) throw new PlatformFault(status)
  return { said: read.data, link }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
