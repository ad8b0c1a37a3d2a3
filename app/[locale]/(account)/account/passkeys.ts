const HERE = '/api/auth/passkey'

export const hasPasskeys = (): boolean =>
  typeof PublicKeyCredential !== 'undefined' && 'parseCreationOptionsFromJSON' in PublicKeyCredential

/** `none`: the person cancelled, or there is no passkey here. `left`: the organisation has recorded that they left. */
export async function askPasskey(): Promise<'done' | 'none' | 'failed' | 'left'> {
  const options = await fetch(`${HERE}/generate-authenticate-options`).catch(() => null)
  if (!options?.ok) return 'failed'
  const asked = (await options.json()) as PublicKeyCredentialRequestOptionsJSON
  // better-auth only prefers it, but the server takes nothing less.
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON({ ...asked, userVerification: 'required' })
  const credential = await navigator.credentials.get({ publicKey }).catch(() => null)
  if (!credential) return 'none'
  const answer = await send('verify-authentication', { response: (credential as PublicKeyCredential).toJSON() })
  return answer?.ok ? 'done' : answer?.status === 403 ? 'left' : 'failed'
}

const REASONS = ['wrong', 'wait', 'again'] as const
export type PasskeyFailure = (typeof REASONS)[number] | 'failed'

/** @param begin the address that confirms, with the form's password, that the account is theirs */
export async function addPasskey(begin: string, form: FormData): Promise<'done' | PasskeyFailure> {
  const [name, password] = ['passkey', 'passkey_password'].map((field) => String(form.get(field) ?? '')) as [string, string]
  const options = await fetch(begin, { method: 'POST', body: new URLSearchParams({ password }) }).catch(() => null)
  if (options?.status === 403)
    return options.json().then(({ reason }: { reason?: unknown }) => REASONS.find((r) => r === reason) ?? 'failed')
  // If nobody is signed in any more, the response is a redirect to a page.
  if (!options?.ok || options.redirected) return 'failed'
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON((await options.json()) as PublicKeyCredentialCreationOptionsJSON)
  const credential = await navigator.credentials.create({ publicKey }).catch(() => null)
  if (!credential) return 'failed'
  return (await send('verify-registration', { response: (credential as PublicKeyCredential).toJSON(), name }))?.ok ? 'done' : 'failed'
}

const send = (path: string, body: object): Promise<Response | null> =>
  fetch(`${HERE}/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }).catch(
    () => null,
  )
