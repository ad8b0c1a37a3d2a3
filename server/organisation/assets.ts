import 'server-only'
import { createHash } from 'node:crypto'
import { organisation } from './organisation'

/** An address that changes with the content of the logo, so browsers may cache it. */
const versioned = (path: string, content: string): string =>
  `${path}?v=${createHash('sha256').update(content).digest('base64url').slice(0, 12)}`

export async function logoAddress(): Promise<string | null> {
  const { logo } = await organisation()
  return logo ? versioned('/organisation/logo', logo) : null
}

/** Cached only under the address of exactly this content, because a process that has not noticed a change yet still sends the old one. */
export const keptIf = (request: Request, address: string | null): Record<string, string> => {
  const { pathname, search } = new URL(request.url)
  return {
    'cache-control': pathname + search === address ? 'public, max-age=31536000, immutable' : 'no-store',
    'x-content-type-options': 'nosniff',
  }
}

const LOGO_BYTES = 200_000
const TYPES = {
  'image/png': (b: Buffer) => b.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex')),
  'image/jpeg': (b: Buffer) => b.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex')),
  'image/webp': (b: Buffer) => b.toString('latin1', 0, 4) === 'RIFF' && b.toString('latin1', 8, 12) === 'WEBP',
  // An SVG is only shown as an image, where its scripts do not run. If it is opened directly, a policy forbids them.
  'image/svg+xml': (b: Buffer) =>
    /^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*|<!DOCTYPE[^>[]*>\s*)*<svg[\s>]/i.test(b.toString('utf8', 0, 4000)),
} as const

export const pictureType = (bytes: Buffer): string | null => Object.entries(TYPES).find(([, fits]) => fits(bytes))?.[0] ?? null

export type Upload = { logo: string } | { problem: 'logoType' | 'logoSize' }
/** Reads an uploaded picture as a data URL. Its first bytes decide its type, not its name. */
export async function readLogo(file: File): Promise<Upload> {
  if (file.size > LOGO_BYTES) return { problem: 'logoSize' }
  const bytes = Buffer.from(await file.arrayBuffer())
  const type = pictureType(bytes)
  return type ? { logo: `data:${type};base64,${bytes.toString('base64')}` } : { problem: 'logoType' }
}

export function pictureOf(logo: string): { type: string; bytes: Buffer } | null {
  const [, type, body] = /^data:(image\/[a-z+]+);base64,(.+)$/i.exec(logo) ?? []
  return type && body ? { type, bytes: Buffer.from(body, 'base64') } : null
}
