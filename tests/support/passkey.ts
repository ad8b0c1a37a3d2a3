import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { Visitor } from './visitor'

/** An authenticator in software. Unlike a browser it answers what it likes about whether it verified its user. */
export class SoftPasskey {
  id = randomBytes(16)
  /** What else it sends when it is added. */
  more: object = {}
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  /** @param origin the server's own address, without a trailing slash: passkeys are bound to it */
  constructor(
    readonly origin: string,
    readonly name = 'My laptop',
  ) {}

  /** @returns the status of the last response */
  async add(visitor: Visitor, password: string, verified = true): Promise<number> {
    const begun = await visitor.post('/en/account/passkeys/begin', { password })
    if (begun.status !== 200) return begun.status
    return this.register(visitor, (JSON.parse(begun.body) as { challenge: string }).challenge, verified)
  }
  async register(visitor: Visitor, challenge: string, verified = true): Promise<number> {
    const { x, y } = this.keys.publicKey.export({ format: 'jwk' })
    const key = map([1, 2], [3, -7], [-1, 1], [-2, Buffer.from(x!, 'base64url')], [-3, Buffer.from(y!, 'base64url')])
    const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, this.id.length]), this.id, key])
    const authData = Buffer.concat([this.data(verified, 0x40), credential])
    const response = {
      clientDataJSON: this.client('webauthn.create', challenge),
      attestationObject: map(['fmt', 'none'], ['attStmt', map()], ['authData', authData]).toString('base64url'),
      transports: ['internal'],
    }
    return (
      await visitor.postJson('/api/auth/passkey/verify-registration', {
        name: this.name,
        response: this.credential(response),
        ...this.more,
      })
    ).status
  }

  async signIn(visitor: Visitor, verified = true): Promise<number> {
    const asked = await visitor.get('/api/auth/passkey/generate-authenticate-options')
    const client = this.client('webauthn.get', (JSON.parse(asked.body) as { challenge: string }).challenge)
    const authData = this.data(verified)
    const signed = Buffer.concat([authData, createHash('sha256').update(Buffer.from(client, 'base64url')).digest()])
    const response = {
      clientDataJSON: client,
      authenticatorData: authData.toString('base64url'),
      signature: sign('sha256', signed, this.keys.privateKey).toString('base64url'),
    }
    return (await visitor.postJson('/api/auth/passkey/verify-authentication', { response: this.credential(response) })).status
  }

  private credential(response: object) {
    const id = this.id.toString('base64url')
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response }
  }
  private client(type: string, challenge: string): string {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.origin, crossOrigin: false })).toString('base64url')
  }
  private data(verified: boolean, more = 0): Buffer {
    const PRESENT = 1
    const VERIFIED = 4
    return Buffer.concat([
      createHash('sha256').update(new URL(this.origin).hostname).digest(),
      Buffer.from([PRESENT | (verified ? VERIFIED : 0) | more, 0, 0, 0, 0]),
    ])
  }
}

/** As much of CBOR as a passkey needs. A buffer that `map` made is taken as it is, any other as bytes. */
const made = new WeakSet<Buffer>()
type Value = string | number | Buffer
function map(...entries: [key: string | number, value: Value][]): Buffer {
  const whole = Buffer.concat([head(5, entries.length), ...entries.flatMap((entry) => entry.map(encoded))])
  made.add(whole)
  return whole
}
function encoded(value: Value): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, value.length), Buffer.from(value)])
  return made.has(value) ? value : Buffer.concat([head(2, value.length), value])
}
const head = (major: number, size: number): Buffer =>
  Buffer.from(size < 24 ? [(major << 5) | size] : size < 256 ? [(major << 5) | 24, size] : [(major << 5) | 25, size >> 8, size & 255])
