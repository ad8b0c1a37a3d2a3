import type { RoomView } from '@/scenarios/engine/live/view'
import { type Session, Stream, ask } from './live'

export interface LiveResponse {
  what: string
  status: number
  /** The body, with escapes of HTML and JSON resolved. */
  text: string
  data: unknown[]
}

export interface Viewer {
  as: 'participant' | 'projector' | 'facilitator'
  cookie: string
  key: string
}

const ENTITIES: Record<string, string> = { '&quot;': '"', '&#x27;': "'", '&#39;': "'", '&lt;': '<', '&gt;': '>', '&amp;': '&' }
const plain = (body: string): string =>
  body
    .replace(/&(?:quot|#x27|#39|lt|gt|amp);/g, (entity) => ENTITIES[entity]!)
    .replaceAll('<!-- -->', '')
    .replace(/\\+(["n])/g, (_, c) => (c === 'n' ? '\n' : c))

/** The initial view of a page's components, from the data that React sends with it. */
function firstView(flight: string): unknown[] {
  const begin = flight.indexOf('"first":{"version"')
  if (begin < 0) return []
  const from = flight.indexOf('{', begin)
  let depth = 0
  for (let at = from, quoted = false; at < flight.length; at++) {
    const c = flight[at]
    if (c === '\\') at++
    else if (c === '"') quoted = !quoted
    else if (!quoted && c === '{') depth++
    else if (!quoted && c === '}' && --depth === 0) return [JSON.parse(flight.slice(from, at + 1)) as unknown]
  }
  return []
}

export class OpenScreen {
  readonly stream: Stream
  private heard: string[] = []
  private readonly query: string

  constructor(
    private readonly session: Session,
    private readonly viewer: Viewer,
  ) {
    this.query = `as=${viewer.as}${viewer.key && `&key=${viewer.key}`}`
    this.stream = new Stream(`${session.base}/stream?${this.query}`, viewer.cookie, (name, data) =>
      this.heard.push(`${name}: ${JSON.stringify(data)}`),
    )
  }
  get view(): RoomView {
    return this.stream.view!
  }

  /** HTML only on request, because it takes longest. */
  async got(html: boolean): Promise<LiveResponse[]> {
    const {
      session,
      viewer: { as, cookie, key },
      stream,
    } = this
    const brought = this.heard.splice(0).join('\n')
    const state = await ask(`${session.base}/state?${this.query}`, { cookie })
    const page = as === 'participant' ? '' : as === 'projector' ? `/projector?key=${key}` : '/cockpit'
    const drawn = html ? [await ask(session.base + page, { cookie })] : []
    const flight = await ask(`${session.base}${page}${page.includes('?') ? '&' : '?'}_rsc`, { cookie, headers: { rsc: '1' } })
    return [
      { what: 'the stream', status: 200, text: plain(brought), data: [stream.view, stream.counts && { counts: stream.counts }] },
      { what: 'the state', status: state.status, text: plain(state.body), data: [JSON.parse(state.body)] },
      ...drawn.map(({ status, body }) => ({ what: 'the page', status, text: plain(body), data: [] })),
      { what: 'the page’s data', status: flight.status, text: plain(flight.body), data: firstView(flight.body) },
    ]
  }
  close() {
    this.stream.close()
  }
}

const FACILITATORS = [
  '/cockpit',
  '/run-sheet',
  '/summary',
  '/summary/csv',
  '/summary/json',
  '/state?as=facilitator',
  '/stream?as=facilitator',
  `/facilitator/${'x'.repeat(32)}`,
]
const PARTICIPANTS = ['', '/state?as=participant', '/stream?as=participant']
const ELSEWHERE = ['/projector', '/projector?key=guess', '/state?as=projector', '/nowhere']
const POSTED: [path: string, body: string][] = [
  ['/commands', '{"version":0,"command":{"type":"start"}}'],
  ['/commands', '{'],
  ['/actions', '{"type":"code"}'],
  ['/answers', '{'],
  ['/answers', '{"moment":900,"seq":1,"about":"round-1","ballot":{"kind":"judge","looks":"genuine"}}'],
  ['/answers', '{"moment":1,"seq":1,"about":"flags","flags":["nothing"]}'],
]

export async function refusals({ base, code }: Session, cookie: string): Promise<LiveResponse[]> {
  const locale = base.slice(0, base.indexOf('/live/'))
  const asked: [what: string, url: string, body?: string][] = [
    ...[...FACILITATORS, ...ELSEWHERE, ...(cookie === '' ? PARTICIPANTS : [])].map((path): [string, string] => [
      path || 'the page',
      base + path,
    ]),
    ...['/j', `/j?code=${code}`, `/j/${code}`, `/j?note=name&code=${code}`, `/j?note=again&code=${code}`, '/live'].map(
      (path): [string, string] => [path, locale + path],
    ),
    ...POSTED.map(([path, body]): [string, string, string] => [`a post to ${path}`, base + path, body]),
  ]
  return Promise.all(
    asked.map(async ([what, url, body]) => {
      const reply = await ask(url, { cookie, ...(body !== undefined && { method: 'POST', body }) })
      return { what, status: reply.status, text: `${reply.headers.location ?? ''}\n${plain(reply.body)}`, data: [] }
    }),
  )
}
