import { type Server, createServer } from 'node:http'
import { Provider } from 'oidc-provider'
import { freePort } from './server'

export interface IdentityClaims {
  email?: string
  email_verified?: boolean
  name?: string
  groups?: string[]
  department?: string
}
export interface IdentityProvider {
  issuer: string
  clientId: string
  clientSecret: string
  people: Record<string, IdentityClaims>
  stop(): Promise<void>
}

export async function startProvider(callback: string, people: Record<string, IdentityClaims>): Promise<IdentityProvider> {
  const port = await freePort()
  const issuer = `http://127.0.0.1:${port}`
  const [clientId, clientSecret] = ['second-look', 'a secret between the two of them']
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [callback],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub'], profile: ['name', 'groups', 'department'], email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    cookies: { keys: ['a key for tests alone'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/sign-in/${uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...people[sub] }) }),
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({ clientId, accountId: ctx.oidc.session!.accountId! })
      grant.addOIDCScope('openid profile email')
      await grant.save()
      return grant
    },
  })
  const oidc = provider.callback()
  const server: Server = createServer((request, response) => {
    const [, uid] = /^\/sign-in\/([\w-]+)/.exec(request.url ?? '') ?? []
    if (!uid) return void oidc(request, response)
    const person = new URL(request.url!, issuer).searchParams.get('as')
    if (!person)
      return void response.writeHead(200, { 'content-type': 'text/html' }).end(
        Object.keys(people)
          .map((p) => `<a href="?as=${p}">${p}</a>`)
          .join(' '),
      )
    provider.interactionFinished(request, response, { login: { accountId: person } }).catch(() => response.writeHead(500).end())
  })
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  return {
    issuer,
    clientId,
    clientSecret,
    people,
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
