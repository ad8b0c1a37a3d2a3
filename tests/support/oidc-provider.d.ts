/** As much of oidc-provider as the tests use, because its own types would install seventeen packages. */
declare module 'oidc-provider' {
  import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

  interface Context {
    oidc: { session?: { accountId?: string }; provider: { Grant: new (of: { clientId: string; accountId: string }) => Grant } }
  }
  interface Grant {
    addOIDCScope(scope: string): void
    save(): Promise<string>
  }
  interface Account {
    accountId: string
    claims(): { sub: string; [claim: string]: unknown }
  }
  export class Provider {
    constructor(
      issuer: string,
      settings: {
        clients: Record<string, string | string[]>[]
        interactions: { url(context: unknown, interaction: { uid: string }): string }
        findAccount(context: unknown, sub: string): Account
        loadExistingGrant(context: Context): Promise<Grant>
        [setting: string]: unknown
      },
    )
    callback(): RequestListener
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: { login: { accountId: string } }): Promise<void>
  }
}
