import 'server-only'

/** The response to a verifier of badges. Without PUBLIC_URL there are no badges, so it is a 404. Any site may read it. */
export const badgeJson = (body: object | null | undefined): Response => {
  const headers = { 'access-control-allow-origin': '*' }
  return body
    ? Response.json(body, { headers: { ...headers, 'cache-control': 'public, max-age=300' } })
    : Response.json({ reason: 'There is no such badge here. Badges need the setting PUBLIC_URL.' }, { status: 404, headers })
}
