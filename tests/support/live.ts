import { type ClientRequest, type IncomingMessage, Agent, request } from 'node:http'
import type { Answer } from '@/scenarios/engine/live/ballot'
import type { AskedCommand, SessionPlan } from '@/scenarios/engine/live/schema'
import type { Counts } from '@/scenarios/engine/live/facilitator'
import type { RoomView } from '@/scenarios/engine/live/view'
import type { Participant, StreamEvents } from '@/scenarios/engine/live/wire'

export interface Reply {
  status: number
  headers: IncomingMessage['headers']
  body: string
}
const agent = new Agent({ keepAlive: true, maxSockets: Infinity })

export function ask(
  url: string,
  {
    method = 'GET',
    cookie = '',
    body,
    type = 'application/json',
    headers = {},
    timeout = 30_000,
  }: { method?: string; cookie?: string; body?: string; type?: string; headers?: Record<string, string>; timeout?: number } = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      {
        method,
        agent,
        timeout,
        headers: {
          ...(cookie && { cookie }),
          ...(body !== undefined && { 'content-type': type, 'content-length': Buffer.byteLength(body), origin: new URL(url).origin }),
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () =>
          resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks).toString('utf8') }),
        )
      },
    )
    asked.on('timeout', () => asked.destroy(new Error(`no answer from ${url} in ${timeout} ms`)))
    asked.on('error', reject)
    asked.end(body)
  })
}
const post = (url: string, form: Record<string, string>, cookie = '', headers: Record<string, string> = {}) =>
  ask(url, { method: 'POST', cookie, body: new URLSearchParams(form).toString(), type: 'application/x-www-form-urlencoded', headers })
const cookieIn = (reply: Reply): string => (reply.headers['set-cookie'] ?? []).map((c) => c.split(';')[0]).join('; ')

/** An event stream read by hand. It does not reconnect. */
export class Stream {
  view: RoomView | null = null
  counts: Counts | null = null
  gone: string | null = null
  open = false
  people = new Map<string, Participant>()
  private rest = ''
  private asked: ClientRequest | null = null
  private listeners = new Set<() => void>()

  constructor(
    readonly url: string,
    readonly cookie: string,
    private onEvent: (name: string, data: unknown) => void = () => {},
  ) {}

  connect(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.rest = ''
      this.asked = request(this.url, { headers: { cookie: this.cookie, accept: 'text/event-stream' }, agent: false }, (response) => {
        if (response.statusCode !== 200) {
          response.resume()
          reject(new Error(`the stream was answered with ${response.statusCode}`))
          return
        }
        this.open = true
        response.setEncoding('utf8').on('data', (text: string) => {
          this.read(text)
          if (this.view) resolve()
        })
        const ended = () => {
          this.open = false
          this.notify()
          reject(new Error('the stream ended'))
        }
        response.on('end', ended).on('error', ended).on('close', ended)
      })
      this.asked.on('error', (error) => {
        this.open = false
        reject(error)
      })
      this.asked.end()
    })
  }

  private read(text: string) {
    const events = (this.rest + text).split('\n\n')
    this.rest = events.pop()!
    for (const event of events) {
      const fields = Object.fromEntries(
        event.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
      )
      const name = fields.event as keyof StreamEvents
      const data: unknown = JSON.parse(fields.data ?? 'null')
      if (name === 'view') this.view = { ...this.view, ...(data as RoomView) }
      if (name === 'counts') this.counts = data as Counts
      if (name === 'people') this.people = new Map((data as Participant[]).map((p) => [p.id, p]))
      if (name === 'joined') for (const p of data as Participant[]) this.people.set(p.id, p)
      if (name === 'gone') this.gone = (data as StreamEvents['gone']).reason
      this.onEvent(name, data)
    }
    this.notify()
  }
  private notify() {
    for (const listener of this.listeners) listener()
  }

  /** Resolves once what has arrived meets a condition. @throws after `ms` */
  until(condition: (stream: this) => boolean, ms = 10_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = (error?: Error) => {
        clearTimeout(timer)
        this.listeners.delete(look)
        error ? reject(error) : resolve()
      }
      const timer = setTimeout(() => done(new Error(`waited in vain; the view is ${this.view?.phase}, version ${this.view?.version}`)), ms)
      const look = () => condition(this) && done()
      this.listeners.add(look)
      look()
    })
  }
  close() {
    this.asked?.destroy()
  }
}

export interface Session {
  id: string
  /** Where its addresses begin: `http://…/en/live/ID`. */
  base: string
  code: string
  facilitatorLink: string
  projectorKey: string
  cookie: string
}

export async function openSession(
  server: string,
  plan: Partial<Record<keyof SessionPlan | 'password', string>> = {},
  locale = 'en',
): Promise<Session> {
  const created = await post(`${server}/${locale}/live/create`, {
    scenario: 'P01',
    variant: 'hostile',
    minutes: '45',
    size: '20',
    audience: 'phones',
    names: 'anonymous',
    rehearsal: '0',
    ...plan,
  })
  const facilitatorLink = created.headers.location ?? ''
  const id = /\/live\/([\w-]{20})\/facilitator\//.exec(facilitatorLink)?.[1]
  if (!id) throw new Error(`no session was opened: ${created.status} ${facilitatorLink} ${created.body.slice(0, 200)}`)
  const cookie = cookieIn(created)
  const cockpit = (await ask(`${server}/${locale}/live/${id}/cockpit`, { cookie })).body
  return {
    id,
    base: `${server}/${locale}/live/${id}`,
    cookie,
    facilitatorLink: `${server}${facilitatorLink}`,
    code: /\b(\d{4}) (\d{4})\b/.exec(cockpit)!.slice(1).join(''),
    projectorKey: /projector\?key=([\w-]+)/.exec(cockpit)![1]!,
  }
}

export async function giveCommand(
  session: Session,
  version: number,
  command: AskedCommand,
): Promise<{ status: number; version?: number; reason?: string; tied?: string[] }> {
  const { status, body } = await ask(`${session.base}/commands`, {
    method: 'POST',
    cookie: session.cookie,
    body: JSON.stringify({ version, command }),
  })
  return { status, ...(JSON.parse(body) as object) }
}
export const facilitatorAction = (session: Session, message: object) =>
  ask(`${session.base}/actions`, { method: 'POST', cookie: session.cookie, body: JSON.stringify(message) })

export async function joinBy(
  server: string,
  { code, id }: Pick<Session, 'code' | 'id'>,
  {
    name,
    cookie = '',
    from,
    pass,
  }: {
    name?: string
    cookie?: string /** Another address, as a trusted proxy reports it. */
    from?: string /** From the QR code. */
    pass?: string
  } = {},
): Promise<string> {
  const reply = await post(
    `${server}/en/j`,
    { code, ...(name !== undefined && { name }), ...(pass !== undefined && { k: pass }) },
    cookie,
    from ? { 'x-forwarded-for': from } : {},
  )
  if (!reply.headers.location?.endsWith(`/live/${id}`)) throw new Error(`not let in: ${reply.status} ${reply.headers.location}`)
  return cookieIn(reply) || cookie
}
export const answer = async (base: string, cookie: string, sent: Answer): Promise<{ status: number; reason?: string }> => {
  const { status, body } = await ask(`${base}/answers`, { method: 'POST', cookie, body: JSON.stringify(sent) })
  return { status, ...(JSON.parse(body || '{}') as object) }
}
export const participantStream = (base: string, cookie: string, onEvent?: (name: string, data: unknown) => void) =>
  new Stream(`${base}/stream?as=participant`, cookie, onEvent)
