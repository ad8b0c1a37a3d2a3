import { readImage } from '@/server/courses/images'

/** The picture at an address never changes, its id cannot be guessed, and nothing in it can run or load anything. */
export async function GET(_: Request, { params }: { params: Promise<{ image: string }> }) {
  const picture = await readImage((await params).image)
  if (!picture) return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } })
  return new Response(new Uint8Array(picture.bytes), {
    headers: {
      'content-type': picture.type,
      'cache-control': 'private, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    },
  })
}
