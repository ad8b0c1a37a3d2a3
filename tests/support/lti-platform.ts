/** A learning platform that speaks LTI 1.3, by hand, so that it can lie in every way that a real or a false platform could. */
import { type IncomingMessage, type Server, createServer } from 'node:http'
import {
  type CryptoKey,
  type JSONWebKeySet,
  type JWK,
  type JWTHeaderParameters,
  SignJWT,
  decodeJwt,
  exportJWK,
  generateKeyPair,
} from 'jose'
import { refusedRegistration, refusedToken, statusOfScore } from './lti-rules'
import { freePort } from './server'

export const LTI = 'https://purl.imsglobal.org/spec/lti/claim'
export const DL = 'https://purl.imsglobal.org/spec/lti-dl/claim'
const AGS = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint'
const NRPS = 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice'
export const SCORE_SCOPE = 'https://purl.imsglobal.org/spec/lti-ags/scope/score'

export interface Signer {
  kid: string
  key: CryptoKey
  jwk: JWK
}
export async function newSigner(kid: string): Promise<Signer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true })
  return { kid, key: privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' } }
}

export interface PlatformRequest {
  path: string
  headers: IncomingMessage['headers']
  body: string
}
export interface Lie {
  status?: number
  headers?: Record<string, string>
  body?: unknown
}
export interface LtiPlatform {
  url: string
  clientId: string
  deployment: string
  signer: Signer
  published: JWK[]
  asked: PlatformRequest[]
  /** Null for the status that a score deserves. */
  scoreStatus: number | null
  /** How far its clock is behind, in milliseconds. */
  behind: number
  /** If not, it gives no access to its services. */
  readsKeys: boolean
  /** Our keys for it. From the address that it got when it was registered, unless a test says otherwise. */
  toolKeys: () => Promise<JSONWebKeySet>
  /** The access tokens that it has given. Its services take no other. */
  given: Set<string>
  /** Like Moodle, it gives a token for an assertion that was meant for another server. */
  isLax: boolean
  /** What it answers at a path, instead of the truth. */
  lies: Record<string, Lie>
  members: object[][]
  /** The claims of a launch. The nonce is added. */
  claims(more?: Record<string, unknown>): Record<string, unknown>
  sign(claims: Record<string, unknown>, header?: Partial<JWTHeaderParameters>, signer?: Signer): Promise<string>
  form(): Record<string, string>
  stop(): Promise<void>
}

/** @param tool the address of our server */
export async function startPlatform(tool: string): Promise<LtiPlatform> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const signer = await newSigner('platform-key')
  const platform: LtiPlatform = {
    url,
    clientId: `client-${port}`,
    deployment: 'deployment-1',
    signer,
    published: [signer.jwk],
    asked: [],
    scoreStatus: null,
    behind: 0,
    readsKeys: true,
    toolKeys: () => Promise.resolve({ keys: [] }),
    given: new Set(),
    isLax: false,
    lies: {},
    members: [[{ user_id: 'u1', status: 'Active', name: 'Ada', email: 'ada@example.org' }]],
    claims: (more = {}) => ({ ...resourceClaims(platform, tool), ...more }),
    sign: (claims, header = {}, by = platform.signer) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: by.kid, typ: 'JWT', ...header }).sign(by.key),
    form: () => ({
      name: 'Moodle of the academy',
      issuer: url,
      client_id: platform.clientId,
      auth_url: `${url}/auth`,
      token_url: `${url}/token`,
      jwks_url: `${url}/jwks`,
      origins: '',
      deployments: platform.deployment,
      reports: 'result',
    }),
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
  const server = answering(platform, tool)
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  return platform
}

const seconds = (): number => Math.floor(Date.now() / 1000)

function resourceClaims({ url, clientId, deployment }: LtiPlatform, tool: string): Record<string, unknown> {
  return {
    iss: url,
    aud: clientId,
    sub: 'user-1',
    iat: seconds(),
    exp: seconds() + 300,
    name: 'Ada Quillfeather',
    email: 'ada@example.org',
    [`${LTI}/message_type`]: 'LtiResourceLinkRequest',
    [`${LTI}/version`]: '1.3.0',
    [`${LTI}/deployment_id`]: deployment,
    [`${LTI}/target_link_uri`]: `${tool}/api/lti/launch`,
    [`${LTI}/resource_link`]: { id: 'link-1', title: 'Week 3' },
    [`${LTI}/roles`]: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'],
    [`${LTI}/custom`]: { scenario: 'P01' },
    [`${LTI}/launch_presentation`]: { locale: 'en-GB', return_url: `${url}/course/7` },
    [AGS]: { scope: [SCORE_SCOPE], lineitem: `${url}/lineitems/1/lineitem?type_id=5` },
    [NRPS]: { context_memberships_url: `${url}/members`, service_versions: ['2.0'] },
  }
}

export const deepLinking = ({ url }: LtiPlatform, replyTo = `${url}/deep-link`) => ({
  [`${LTI}/message_type`]: 'LtiDeepLinkingRequest',
  [`${LTI}/resource_link`]: undefined,
  [`${DL}/deep_linking_settings`]: {
    deep_link_return_url: replyTo,
    accept_types: ['link', 'ltiResourceLink'],
    accept_presentation_document_targets: ['iframe'],
    data: 'what the platform wants back',
  },
})

/** With `storage` the page keeps what its frame asks it to keep, as the two specifications of 1EdTech say. */
function coursePage({ url, clientId }: LtiPlatform, tool: string, query: URLSearchParams): string {
  const login = new URLSearchParams({
    iss: url,
    login_hint: query.get('as') ?? 'user-1',
    target_link_uri: `${tool}/api/lti/launch`,
    client_id: clientId,
    ...(query.has('storage') && { lti_storage_target: '_parent' }),
  })
  const storage = `const kept = {}
    addEventListener('message', ({ source, origin, data: { subject, message_id, key, value } }) => {
      if (origin !== ${JSON.stringify(tool)}) return
      if (subject === 'lti.put_data') kept[key] = value
      source.postMessage({ subject: subject + '.response', message_id, key, value: kept[key] }, origin)
    })`
  return `<!doctype html><title>Week 3</title><h1>Week 3</h1>${query.has('storage') ? `<script>${storage}</script>` : ''}
    <iframe name="activity" src="${tool}/api/lti/login?${login}" width="1280" height="820"></iframe>`
}

async function answerPage(platform: LtiPlatform, query: URLSearchParams): Promise<string> {
  const token = await platform.sign(platform.claims({ sub: query.get('login_hint'), nonce: query.get('nonce') }))
  return `<!doctype html><title>Login</title><form method="post" action="${query.get('redirect_uri')}">
    <input type="hidden" name="id_token" value="${token}"><input type="hidden" name="state" value="${query.get('state')}"></form>
    <script>document.forms[0].submit()</script>`
}

function answering(platform: LtiPlatform, tool: string): Server {
  const taken = new Set<string>()
  return createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8')
      platform.asked.push({ path: request.url!, headers: request.headers, body })
      const json = (what: unknown, status = 200, headers = {}) =>
        response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(what))
      const page = (html: string) => void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html)
      const { pathname, searchParams } = new URL(request.url!, platform.url)
      const lie = platform.lies[pathname]
      if (lie) return json(lie.body ?? {}, lie.status, lie.headers)
      if (pathname === '/course') return page(coursePage(platform, tool, searchParams))
      if (pathname === '/auth') return void answerPage(platform, searchParams).then(page)
      if (pathname === '/jwks') return json({ keys: platform.published })
      const type = request.headers['content-type']
      if (pathname === '/token') return void tokenFor(platform, new URLSearchParams(body), type, taken).then((said) => json(...said))
      const isLetIn = platform.given.has(String(request.headers.authorization).replace(/^Bearer /, ''))
      if ((pathname.endsWith('/scores') || pathname === '/members') && !isLetIn) return json({}, 401)
      if (pathname.endsWith('/scores'))
        return json({}, platform.scoreStatus ?? statusOfScore(body, type, scoreBefore(platform, request.url!, body)))
      if (pathname === '/members') {
        if (request.headers.accept !== 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json') return json({}, 406)
        const page = Number(searchParams.get('page') ?? 0)
        const next = page + 1 < platform.members.length && { link: `<${platform.url}/members?page=${page + 1}>; rel="next"` }
        return json({ id: 'x', members: platform.members[page] }, 200, next || {})
      }
      if (pathname === '/openid-configuration')
        return json({
          issuer: platform.url,
          authorization_endpoint: `${platform.url}/auth`,
          token_endpoint: `${platform.url}/token`,
          jwks_uri: `${platform.url}/jwks`,
          registration_endpoint: `${platform.url}/register`,
        })
      if (pathname === '/register') {
        const refused = refusedRegistration(body, request.headers.authorization)
        if (refused) return json({ error: refused }, 400)
        const { jwks_uri } = JSON.parse(body) as { jwks_uri: string }
        platform.toolKeys = async () => (await (await fetch(jwks_uri)).json()) as JSONWebKeySet
        return json({
          client_id: platform.clientId,
          'https://purl.imsglobal.org/spec/lti-tool-configuration': { deployment_id: 'deployment-1' },
        })
      }
      // Some browsers ask for it by themselves, and complain if it is not there.
      if (request.url === '/favicon.ico') return void response.writeHead(204).end()
      return json({ reason: 'nothing here' }, 404)
    })
  })
}

async function tokenFor(
  platform: LtiPlatform,
  form: URLSearchParams,
  type: string | undefined,
  taken: Set<string>,
): Promise<[object, number]> {
  const { clientId: client, url, behind, isLax } = platform
  const server = { client, audience: isLax ? null : `${url}/token`, keys: await platform.toolKeys(), taken, now: Date.now() - behind }
  const refused = platform.readsKeys ? await refusedToken(form, type, server) : 'invalid_client'
  if (refused) return [{ error: refused }, 400]
  const access_token = `let-me-in-${client}-${platform.given.size}`
  platform.given.add(access_token)
  return [{ access_token, token_type: 'Bearer', expires_in: 3600 }, 200]
}

/** The timestamp of the score before, for the same person and column. */
const scoreBefore = (platform: LtiPlatform, at: string, body: string): string | undefined =>
  scoresAt(platform)
    .slice(0, -1)
    .findLast(({ path, score }) => path === at && score.userId === (JSON.parse(body) as { userId: unknown }).userId)?.score.timestamp as
    | string
    | undefined

export const scoresAt = ({ asked }: LtiPlatform): { path: string; score: Record<string, unknown> }[] =>
  asked
    .filter(({ path }) => path.includes('/scores'))
    .map(({ path, body }) => ({ path, score: JSON.parse(body) as Record<string, unknown> }))

export const claimsIn = (token: string): Record<string, unknown> => decodeJwt(token)
